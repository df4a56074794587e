/**
 * Identifiers: TypeIDs (a prefix that names the kind, and a UUIDv7 in base 32), sortable by time, never reused.
 *
 * @see https://github.com/jetify-com/typeid, specification 0.3
 */
import { randomUUIDv7 } from 'node:crypto';
import { TypeID } from 'typeid-js';

export type IdPrefix =
  | 'org'
  | 'sol'
  | 'cred'
  | 'tok'
  | 'prv'
  | 'fn'
  | 'fnv'
  | 'aud'
  | 'req'
  | 'evt'
  | 'whk'
  | 'dlv'
  | 'stg'
  | 'oac'
  | 'clk'
  | 'per'
  | 'ses'
  | 'inv'
  | 'flw'
  | 'idp'
  | 'idl'
  | 'sgn';

const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** A new identifier, `cred_01h455vb4pex5vsknk084sn02q`. */
export function newId(prefix: IdPrefix): string {
  // Node's own UUIDs come from a pool of random bytes; the library asks the system for each.
  return TypeID.fromUUID(prefix, randomUUIDv7()).toString();
}

/** Whether the text has the exact form of an identifier of this kind; lower case only. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && SUFFIX.test(text.slice(prefix.length + 1));
}
