/** Reads what a caller gives for the parameters of a function: everything that is wrong with it at once, by path. */
import type { Violation } from '../domain/problem.ts';
import type { ReadFunction } from './function-definition.ts';
import { judgeValue } from './judge-value.ts';

/** By name; what is not given and has no default is missing. */
export type ParameterValues = ReadonlyMap<string, unknown>;

/** @returns the values, defaults included, or what is wrong; paths begin with `/parameters` */
export function readParameters(
  { definition, body }: Pick<ReadFunction, 'definition' | 'body'>,
  given: Readonly<Record<string, unknown>>,
): { readonly values: ParameterValues } | { readonly violations: readonly Violation[] } {
  const values = new Map<string, unknown>();
  const violations: Violation[] = [];
  const isTaken = (name: string): boolean =>
    Object.hasOwn(definition.parameters, name) && definition.parameters[name]!.type !== 'credential';
  // Unnamed: it may be a secret that was pasted into the wrong place.
  if (!Object.keys(given).every(isTaken)) {
    violations.push({ path: '/parameters', message: 'has a member that is no parameter of the caller’s' });
  }
  for (const [name, spec] of Object.entries(definition.parameters)) {
    if (spec.type === 'credential') continue;
    const value = Object.hasOwn(given, name) ? given[name] : spec.default;
    const isMissing = value === undefined;
    const isInXml = spec.location === 'body' && body !== undefined && 'xml' in body;
    const message = isMissing ? spec.required && 'is required' : judgeValue(spec, value, isInXml);
    if (message) violations.push({ path: `/parameters/${name}`, message });
    else if (!isMissing) values.set(name, value);
  }
  return violations.length > 0 ? { violations } : { values };
}
