/**
 * Private keys of Curve25519 between their 32 raw bytes, as wrapped, and the KeyObject that node:crypto takes. Whoever
 * takes the raw bytes fills them with zeros after use.
 *
 * @see RFC 8410, section 7 (PKCS #8)
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Curve } from '../envelope/raw-public-key.ts';

const PRIVATE_KEY_BYTES = 32;

// The DER of a PrivateKeyInfo up to the key; only the last octet of the algorithm differs (RFC 8410, section 3).
const pkcs8Prefix: Record<Curve, Buffer> = {
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
};

/** A private key from exactly 32 raw bytes; undefined for any other length. */
export function privateKeyFromRaw(curve: Curve, raw: Uint8Array): KeyObject | undefined {
  if (raw.length !== PRIVATE_KEY_BYTES) return undefined;
  const der = Buffer.concat([pkcs8Prefix[curve], raw]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return key;
}

/** The 32 raw bytes of a private key, a copy. */
export function rawPrivateKey(key: KeyObject): Buffer {
  const der = key.export({ format: 'der', type: 'pkcs8' });
  const raw = Buffer.from(der.subarray(-PRIVATE_KEY_BYTES));
  der.fill(0);
  return raw;
}
