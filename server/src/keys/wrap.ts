/**
 * Wrapping: private bytes under a root key, bound to the organisation and the key id that they belong to.
 *
 *     | 0x01 (1) | nonce (12) | ciphertext | tag (16) |
 *
 *     AES-256-GCM, AAD = list('keyward/wrapped-key/v1', organisation id, kid (16), root-key id (16))
 *
 * A nonce is random: with far fewer than 2^32 wraps under one root key, none comes twice.
 *
 * @see NIST SP 800-38D, section 8.3
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { encodeList } from '../domain/encoding.ts';
import { isKid, TAG_BYTES } from '../envelope/format.ts';
import type { RootKey } from './root-key.ts';

/** Whose private bytes they are; authenticated with them. */
export interface KeyName {
  readonly organisationId: string;
  /** 32 characters of hex. */
  readonly kid: string;
}

const AEAD = 'aes-256-gcm';
const VERSION = 0x01;
const NONCE_BYTES = 12;
const CIPHERTEXT_OFFSET = 1 + NONCE_BYTES;

function aad({ organisationId, kid }: KeyName, rootKey: RootKey): Buffer {
  const ids = [kid, rootKey.id].map((id) => Buffer.from(id, 'hex'));
  return encodeList(['keyward/wrapped-key/v1', organisationId, ...ids]);
}

/** What `wrap` takes. */
export interface WrapOptions {
  readonly rootKey: RootKey;
  /** 12 bytes, for test vectors; random by default. */
  readonly nonce?: Uint8Array;
}

/** Wraps private bytes. */
export function wrap(bytes: Uint8Array, name: KeyName, options: WrapOptions): Buffer {
  const { rootKey, nonce = randomBytes(NONCE_BYTES) } = options;
  const cipher = createCipheriv(AEAD, rootKey.key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad(name, rootKey));
  const ciphertext = [cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat([Buffer.from([VERSION]), nonce, ...ciphertext]);
}

/**
 * Unwraps private bytes.
 *
 * @returns undefined where anything differs from what was wrapped; fill the result with zeros once it is a KeyObject
 */
export function unwrap(wrapped: Uint8Array, name: KeyName, rootKey: RootKey): Buffer | undefined {
  const isWhole = wrapped.length >= CIPHERTEXT_OFFSET + TAG_BYTES && wrapped[0] === VERSION;
  if (!isWhole || !isKid(name.kid)) return undefined;
  const nonce = wrapped.subarray(1, CIPHERTEXT_OFFSET);
  const decipher = createDecipheriv(AEAD, rootKey.key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad(name, rootKey)).setAuthTag(wrapped.subarray(-TAG_BYTES));
  const bytes = decipher.update(wrapped.subarray(CIPHERTEXT_OFFSET, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    bytes.fill(0);
    return undefined;
  }
  return bytes;
}
