/** A credential's own rule as previews read it: its steps, and a look-up that knows plain values and no secret. */
import { typeOfCredential } from '../../catalogue/shape-type.ts';
import type { Credential } from '../../domain/credential.ts';
import { type ResolvedStep, resolveRule } from '../../domain/injection-rule.ts';
import type { Lookup } from '../../domain/template.ts';
import { effectiveFields } from './field-rules.ts';

export interface MaskedRule {
  readonly steps: readonly ResolvedStep[];
  /** Undefined for what is secret; a plain field that is not set gives the empty text, as it does when it is injected. */
  readonly lookup: Lookup;
  /** Names of the secret fields, set or not. */
  readonly secrets: ReadonlySet<string>;
}

/** @throws Problem `request/invalid` where a field names a place that cannot carry a value */
export function maskedRule(credential: Credential): MaskedRule {
  const type = typeOfCredential(credential);
  const secrets = new Set(type.fields.filter(({ secret }) => secret).map(({ name }) => name));
  const fields = effectiveFields(type, credential.fields);
  const lookup: Lookup = (field) =>
    secrets.has(field) ? undefined : Object.hasOwn(fields, field) ? fields[field] : '';
  return { steps: resolveRule(type.injection, lookup), lookup, secrets };
}
