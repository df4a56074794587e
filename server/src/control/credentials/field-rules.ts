/** Judges the fields of a credential by its type: validity, which is another thing than verification on the live API. */
import { brokenRule } from '../../catalogue/broken-rule.ts';
import { type CredentialType, isFieldUsed } from '../../catalogue/credential-type.ts';
import type { CredentialStatus } from '../../domain/credential.ts';
import type { Violation } from '../../domain/problem.ts';

/** The fields that are not secret as they are used and shown: with the type's defaults where none is set. */
export function effectiveFields(
  type: CredentialType,
  fields: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const plain = type.fields.filter((spec) => !spec.secret);
  const values = plain.map((spec): [string, string | undefined] => [
    spec.name,
    Object.hasOwn(fields, spec.name) ? fields[spec.name] : spec.default,
  ]);
  return Object.fromEntries(values.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** The outcome of judging: `invalid` for a broken rule, else `incomplete` for a missing field, else `valid`. */
export interface Validity {
  readonly status: Extract<CredentialStatus, 'valid' | 'invalid' | 'incomplete'>;
  /** Paths are `/fields/{name}`. */
  readonly errors: readonly Violation[];
}

/**
 * Judges by the type's rules.
 *
 * @param fields - Those that are not secret, defaults included.
 * @param secrets - Names of the secret fields that are set; their values are the broker's to judge.
 */
export function judgeFields(
  type: CredentialType,
  fields: Readonly<Record<string, string>>,
  secrets: ReadonlySet<string>,
): Validity {
  const broken: Violation[] = [];
  const missing: Violation[] = [];
  for (const spec of type.fields) {
    const path = `/fields/${spec.name}`;
    const value = fields[spec.name];
    const isSet = spec.secret ? secrets.has(spec.name) : value !== undefined;
    if (!isSet && spec.required && isFieldUsed(spec, (field) => fields[field]))
      missing.push({ path, message: 'is required' });
    const rule = value === undefined ? undefined : brokenRule(spec, value);
    if (rule !== undefined) broken.push({ path, message: rule });
  }
  const status = broken.length > 0 ? 'invalid' : missing.length > 0 ? 'incomplete' : 'valid';
  return { status, errors: [...broken, ...missing] };
}
