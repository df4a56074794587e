/**
 * HPKE in base mode with the one suite that envelopes use: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Holds
 * what sender and recipient share, and the sender. The recipient is in hpke-recipient.ts: nothing here may open.
 *
 * @see RFC 9180
 */
import {
  createCipheriv,
  createHmac,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { TAG_BYTES } from './format.ts';
import { rawPublicKey } from './raw-public-key.ts';

/** The AEAD as node:crypto names it. */
export const AEAD = 'aes-256-gcm';

// RFC 9180, sections 7.1 to 7.3: kem_id 0x0020, kdf_id 0x0001, aead_id 0x0002.
const KEM_SUITE = Buffer.from('KEM\x00\x20', 'latin1');
const HPKE_SUITE = Buffer.from('HPKE\x00\x20\x00\x01\x00\x02', 'latin1');
const BASE_MODE = Buffer.from([0x00]);
const EMPTY = Buffer.alloc(0);
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** Key and nonce of the first, here the only, message of a context. */
export interface MessageKey {
  readonly key: KeyObject;
  readonly nonce: Buffer;
}

/** What a sender gives to a recipient. */
export interface Sealed {
  /** Raw ephemeral public key, 32 bytes. */
  readonly enc: Buffer;
  /** With its 16-byte tag at the end. */
  readonly ciphertext: Buffer;
}

/** What `sealBase` takes. */
export interface SealBaseOptions {
  /** X25519. */
  readonly recipient: KeyObject;
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
  /** X25519 private key, for test vectors; a fresh one by default. Using one twice gives the plaintexts away. */
  readonly ephemeral?: KeyObject;
}

function hmac(key: Uint8Array, parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('sha256', createSecretKey(key));
  for (const part of parts) mac.update(part);
  return mac.digest();
}

function labelledExtract(suite: Buffer, salt: Buffer, label: string, ikm: Uint8Array): Buffer {
  return hmac(salt, [Buffer.from('HPKE-v1'), suite, Buffer.from(label), ikm]);
}

/** One block of HKDF-Expand: at most 32 bytes, which is all that this suite asks for. */
function labelledExpand(suite: Buffer, secret: Buffer, label: string, info: Uint8Array, bytes: number): Buffer {
  const length = Buffer.from([bytes >> 8, bytes & 0xff]);
  const block = hmac(secret, [length, Buffer.from('HPKE-v1'), suite, Buffer.from(label), info, Buffer.from([0x01])]);
  return block.subarray(0, bytes);
}

/**
 * The shared secret of DHKEM for either side.
 *
 * @param privateKey - The sender's ephemeral or the recipient's own.
 * @param context - Raw ephemeral and recipient public keys.
 * @returns 32 bytes; undefined where the public key is a point of low order, whose result is known to everybody.
 * @see RFC 9180, sections 4.1 and 7.1.4
 */
export function sharedSecret(
  privateKey: KeyObject,
  publicKey: KeyObject,
  context: { readonly enc: Uint8Array; readonly recipient: Uint8Array },
): Buffer | undefined {
  let agreed: Buffer;
  try {
    agreed = diffieHellman({ privateKey, publicKey });
  } catch {
    // OpenSSL refuses an all-zero result by itself; the check below does not rely on that.
    return undefined;
  }
  if (agreed.every((byte) => byte === 0)) return undefined;
  const extracted = labelledExtract(KEM_SUITE, EMPTY, 'eae_prk', agreed);
  const kemContext = Buffer.concat([context.enc, context.recipient]);
  const shared = labelledExpand(KEM_SUITE, extracted, 'shared_secret', kemContext, KEY_BYTES);
  for (const bytes of [agreed, extracted]) bytes.fill(0);
  return shared;
}

/**
 * The key schedule of base mode, for the first message.
 *
 * @param shared - Filled with zeros: nothing else is made of it.
 * @see RFC 9180, section 5.1
 */
export function messageKey(shared: Buffer, info: Uint8Array): MessageKey {
  const context = Buffer.concat([
    BASE_MODE,
    labelledExtract(HPKE_SUITE, EMPTY, 'psk_id_hash', EMPTY),
    labelledExtract(HPKE_SUITE, EMPTY, 'info_hash', info),
  ]);
  const secret = labelledExtract(HPKE_SUITE, shared, 'secret', EMPTY);
  const keyBytes = labelledExpand(HPKE_SUITE, secret, 'key', context, KEY_BYTES);
  const key = createSecretKey(keyBytes);
  const nonce = labelledExpand(HPKE_SUITE, secret, 'base_nonce', context, NONCE_BYTES);
  for (const bytes of [shared, secret, keyBytes]) bytes.fill(0);
  return { key, nonce };
}

/**
 * Seals one message to a public key.
 *
 * @returns undefined where the recipient's key is a point of low order
 * @see RFC 9180, section 6.1
 */
export function sealBase(plaintext: Uint8Array, options: SealBaseOptions): Sealed | undefined {
  const { recipient, info, aad, ephemeral = generateKeyPairSync('x25519').privateKey } = options;
  const enc = rawPublicKey(ephemeral);
  const shared = sharedSecret(ephemeral, recipient, { enc, recipient: rawPublicKey(recipient) });
  if (shared === undefined) return undefined;
  const { key, nonce } = messageKey(shared, info);
  const cipher = createCipheriv(AEAD, key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
  return { enc, ciphertext: Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]) };
}
