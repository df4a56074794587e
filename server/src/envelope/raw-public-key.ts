/**
 * Public keys of Curve25519 between their 32 raw bytes, as stored and signed, and the KeyObject that node:crypto takes.
 * Never touches a private key other than to derive its public half.
 *
 * @see RFC 8410, section 4 (SubjectPublicKeyInfo)
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { PUBLIC_KEY_BYTES } from './format.ts';

/** X25519 agrees on keys, Ed25519 signs. */
export type Curve = 'x25519' | 'ed25519';

// The DER of a SubjectPublicKeyInfo up to the key; only the last octet of the algorithm differs (RFC 8410, section 3).
const spkiPrefix: Record<Curve, Buffer> = {
  x25519: Buffer.from('302a300506032b656e032100', 'hex'),
  ed25519: Buffer.from('302a300506032b6570032100', 'hex'),
};

/** A public key from exactly 32 raw bytes; undefined for any other length. */
export function publicKeyFromRaw(curve: Curve, raw: Uint8Array): KeyObject | undefined {
  if (raw.length !== PUBLIC_KEY_BYTES) return undefined;
  return createPublicKey({ key: Buffer.concat([spkiPrefix[curve], raw]), format: 'der', type: 'spki' });
}

/** The 32 raw bytes of a public key, or of the public half of a private one. */
export function rawPublicKey(key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-PUBLIC_KEY_BYTES);
}
