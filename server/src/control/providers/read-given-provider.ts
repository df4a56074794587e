/** Reads a provider that a caller gives, in JSON or YAML. What is wrong with it is answered by line and JSON path. */
import type { FileViolation } from '../../catalogue/read-yaml.ts';
import { Problem, type Violation } from '../../domain/problem.ts';

/** Line and rule; the rule names no value. */
export function violationsOf(violations: readonly FileViolation[]): Violation[] {
  return violations.map(({ line, path, message }) => ({ path, message: `line ${line}: ${message}` }));
}

/**
 * @param name - `org/…`, where the path of the request names it.
 * @returns name and text to store
 * @throws Problem `provider/invalid`
 */
export async function readGivenProvider(
  text: string,
  name?: string,
): Promise<{ readonly name: string; readonly document: string }> {
  const { readOwnProvider } = await import('../../catalogue/read-own-provider.ts');
  const reading = readOwnProvider(text, name);
  if ('violations' in reading) throw new Problem('provider/invalid', { errors: violationsOf(reading.violations) });
  return { name: reading.provider.name, document: reading.document };
}
