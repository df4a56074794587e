/**
 * Root keys wrap every private key in the database and never lie in it. Owns their text form, their id and the interface
 * of what provides them; each provider is one file beside this one.
 *
 *     text = 'keyward-root-1:' base64url(32 bytes)     43 characters, no padding
 *     id   = first 16 bytes of SHA-256(list('keyward/root-key-id/v1', key))
 */
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { Problem } from '../domain/problem.ts';
import { kidFrom } from '../envelope/format.ts';

/** One root key. */
export interface RootKey {
  /** 32 characters of hex; reveals nothing of the key. */
  readonly id: string;
  /** AES-256. */
  readonly key: KeyObject;
}

/** A place that root keys come from. */
export interface RootKeyProvider {
  /** For people and logs: `file`, `environment`. */
  readonly name: string;
  /**
   * Reads the root keys: the first one wraps, all of them unwrap. Never empty.
   *
   * @throws Problem `keys/root-key-missing` where there are none
   * @throws Problem `keys/root-key-invalid` where one of them cannot be used
   */
  load(): Promise<RootKey[]>;
}

const TEXT = /^keyward-root-1:([A-Za-z0-9_-]{43})$/;
const ROOT_KEY_BYTES = 32;

function format(bytes: Buffer): string {
  return `keyward-root-1:${bytes.toString('base64url')}`;
}

/** The text of a new root key of 256 random bits. */
export function newRootKeyText(): string {
  return format(randomBytes(ROOT_KEY_BYTES));
}

/**
 * Reads the text of one root key.
 *
 * @throws Problem `keys/root-key-invalid`, without quoting the text
 */
export function parseRootKey(text: string): RootKey {
  const bytes = Buffer.from(TEXT.exec(text)?.[1] ?? '', 'base64url');
  // 43 characters carry 258 bits: without the comparison, four texts would mean the same key.
  if (bytes.length !== ROOT_KEY_BYTES || format(bytes) !== text) throw new Problem('keys/root-key-invalid');
  const rootKey = { id: kidFrom(['keyward/root-key-id/v1', bytes]), key: createSecretKey(bytes) };
  bytes.fill(0);
  return rootKey;
}
