/**
 * Keys: the names by which functions and flows refer to a credential. Unique in their scope and fixed for ever.
 */
import { Problem } from './problem.ts';

const KEY = /^[a-z0-9][a-z0-9._-]{0,127}$/;
const LONGEST_DERIVED = 120;

/** Whether the text is a key: `[a-z0-9][a-z0-9._-]{0,127}`, not beginning with `cred_` (that is an id). */
export function isKey(text: string): boolean {
  return KEY.test(text) && !text.startsWith('cred_');
}

/** @throws Problem `credential/key-invalid` */
export function assertKey(text: string): string {
  if (!isKey(text)) throw new Problem('credential/key-invalid');
  return text;
}

/** The text in the characters of a key: accents dropped, everything else a hyphen, 120 characters at most; maybe none. */
export function toKeyCharacters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, LONGEST_DERIVED);
}

/**
 * A key from a display name: lower case, accents dropped, everything else a hyphen. `Acme Préprod (EU)` gives
 * `acme-preprod-eu`. A name without any usable character gives the fallback, the credential's type.
 */
export function deriveKey(name: string | undefined, fallback: string): string {
  for (const source of [name ?? '', fallback]) {
    const key = toKeyCharacters(source).replace(/^cred_/, 'cred-');
    if (isKey(key)) return key;
  }
  throw new Problem('credential/key-invalid');
}
