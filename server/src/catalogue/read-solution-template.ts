/** Reads a solution's template, YAML or JSON: taken whole or not at all, with everything that is wrong and its line. */
import { Compile } from 'typebox/compile';
import { type FileViolation, isYamlFile, readYaml, type YamlFile } from './read-yaml.ts';
import { type SolutionTemplate, solutionTemplate } from './solution-template-schema.ts';

const shape = Compile(solutionTemplate);
const MOST_VIOLATIONS = 50;

/** The template with the lines of its parts, or why there is none. */
export type TemplateReading =
  | { readonly template: SolutionTemplate; readonly lineOf: YamlFile['lineOf'] }
  | { readonly violations: readonly Omit<FileViolation, 'file'>[] };

interface ShapeError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
}

function shapeFaults(value: unknown): (readonly [path: string, message: string])[] {
  const byPath = new Map<string, string>();
  for (const { keyword, instancePath, message } of shape.Errors(value) as readonly ShapeError[]) {
    if (keyword === 'additionalProperties' || byPath.has(instancePath)) continue;
    byPath.set(instancePath, keyword === 'boolean' ? 'is not a key that is taken here' : message);
  }
  return [...byPath];
}

function repeatedKeys({ credentials }: SolutionTemplate): (readonly [path: string, message: string])[] {
  const seen = new Set<string>();
  return credentials.flatMap(({ key }, index) => {
    if (seen.has(key)) return [[`/credentials/${index}/key`, 'stands twice'] as const];
    seen.add(key);
    return [];
  });
}

/** @param text - At most 64 KiB; anchors, aliases and tags are refused. */
export function readSolutionTemplate(text: string): TemplateReading {
  const read = readYaml('template', text);
  if (!isYamlFile(read)) return { violations: read };
  const { value, lineOf } = read;
  const faults = shape.Check(value) ? repeatedKeys(value) : shapeFaults(value);
  if (faults.length === 0) return { template: value as SolutionTemplate, lineOf };
  const located = faults.slice(0, MOST_VIOLATIONS).map(([path, message]) => ({ path, message, line: lineOf(path) }));
  return { violations: located };
}
