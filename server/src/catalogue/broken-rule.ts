/** Judges one value by the rules of its field. Its words name the rule, never the value. */
import { isSegment } from '../domain/path-segment.ts';
import { isLabels } from '../domain/suffix-origin.ts';
import type { FieldSpec } from './credential-type.ts';
import { matchesPattern } from './matches-pattern.ts';

const DEFAULT_MAX_LENGTH = 1_024;

function brokenPlace({ urlPart, pattern }: FieldSpec, value: string): string | undefined {
  if (urlPart === 'host' && !isLabels(value)) return 'is not one or more labels of a host name in lower case';
  if (urlPart !== 'path') return undefined;
  // Slashes only where the pattern has let them through, and still no dot segment in any spelling.
  const segments = pattern === undefined ? [value] : value.split('/');
  return segments.every(isSegment) ? undefined : 'cannot stand in a path';
}

/** The rule of its field that a value breaks, in words; undefined for none. */
export function brokenRule(spec: FieldSpec, value: string): string | undefined {
  if (spec.enum && !spec.enum.includes(value)) return `is not one of ${spec.enum.join(', ')}`;
  const longest = spec.maxLength ?? DEFAULT_MAX_LENGTH;
  if (value.length > longest) return `is longer than ${longest} characters`;
  if (spec.pattern && !matchesPattern(spec.pattern, value)) return 'does not have the form that the type demands';
  return brokenPlace(spec, value);
}
