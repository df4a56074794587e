/**
 * The three purposes of a key, and all that differs between them: how one is made, named, and turned into bytes and
 * back. Each names its keys under a label of its own, so that no key passes for one of another purpose.
 *
 *     sealing  X25519, an organisation's         kid over ('keyward/kid/v1', organisation id, public key)
 *     witness  HMAC-SHA256, an organisation's    kid over ('keyward/witness-kid/v1', organisation id, SHA-256(key))
 *     signing  Ed25519, the installation's       kid over ('keyward/signing-kid/v1', organisation id, public key)
 */
import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { sha256 } from '../domain/encoding.ts';
import { kidFrom, kidOf } from '../envelope/format.ts';
import { rawPublicKey } from '../envelope/raw-public-key.ts';
import { privateKeyFromRaw, rawPrivateKey } from './raw-private-key.ts';

export type Purpose = 'sealing' | 'witness' | 'signing';

/** What is known about the keys of one purpose. */
export interface PurposeEntry {
  generate(): KeyObject;
  /** In hex; the same from each generation and each unwrapping of one key. */
  kidOf(organisationId: string, key: KeyObject): string;
  /** Raw, 32 bytes; null where there is no public half. */
  publicKeyOf(key: KeyObject): Buffer | null;
  /** The 32 bytes to wrap, a copy. */
  toBytes(key: KeyObject): Buffer;
  /** undefined for a wrong length. */
  fromBytes(bytes: Uint8Array): KeyObject | undefined;
}

const WITNESS_KEY_BYTES = 32;

export const purposes: Record<Purpose, PurposeEntry> = {
  sealing: {
    generate: () => generateKeyPairSync('x25519').privateKey,
    kidOf: (organisationId, key) => kidOf(organisationId, rawPublicKey(key)),
    publicKeyOf: rawPublicKey,
    toBytes: rawPrivateKey,
    fromBytes: (bytes) => privateKeyFromRaw('x25519', bytes),
  },
  witness: {
    generate: () => createSecretKey(randomBytes(WITNESS_KEY_BYTES)),
    kidOf: (organisationId, key) => kidFrom(['keyward/witness-kid/v1', organisationId, sha256(key.export())]),
    publicKeyOf: () => null,
    toBytes: (key) => key.export(),
    fromBytes: (bytes) => (bytes.length === WITNESS_KEY_BYTES ? createSecretKey(bytes) : undefined),
  },
  signing: {
    generate: () => generateKeyPairSync('ed25519').privateKey,
    kidOf: (organisationId, key) => kidFrom(['keyward/signing-kid/v1', organisationId, rawPublicKey(key)]),
    publicKeyOf: rawPublicKey,
    toBytes: rawPrivateKey,
    fromBytes: (bytes) => privateKeyFromRaw('ed25519', bytes),
  },
};
