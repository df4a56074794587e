/**
 * A component is what a credential works with and cannot be used without: its provider, or, where it has none, its type.
 * Names of providers are in lower case and those of types are not, so that one word says which of the two is meant.
 */
import type { Credential } from './credential.ts';

/** The component of a credential: `mailgun`, `org/crm`, `BasicAuth`. */
export function componentOf({ provider, type }: Pick<Credential, 'provider' | 'type'>): string {
  return provider ?? type;
}
