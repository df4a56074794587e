/**
 * Identifiers: TypeIDs (a prefix that names the kind, and a UUIDv7 in base 32), sortable by time, never reused.
 *
 * @see https://github.com/jetify-com/typeid, specification 0.3
 */
import { typeid } from 'typeid-js';

export type IdPrefix = 'org' | 'sol' | 'cred' | 'tok' | 'aud' | 'req';

const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** A new identifier, `cred_01h455vb4pex5vsknk084sn02q`. */
export function newId(prefix: IdPrefix): string {
  return typeid(prefix).toString();
}

/** Whether the text has the exact form of an identifier of this kind; lower case only. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && SUFFIX.test(text.slice(prefix.length + 1));
}
