/**
 * The public key that an organisation's secrets are sealed to, as the broker vouches for it. Whoever seals pins the
 * broker's public key and checks the signature first: else a row written into the database would name the recipient.
 *
 *     signed  = list('keyward/sealing-key/v1', organisation id, kid (16), public key (32), not-after (8))
 *     pin     = 'keyward-broker-1:' base64url(raw Ed25519 public key)      43 characters, no padding
 */
import { type KeyObject, verify } from 'node:crypto';
import { encodeInteger, encodeList } from '../domain/encoding.ts';
import { formatInstant, type Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { kidOf, PUBLIC_KEY_BYTES } from './format.ts';
import { publicKeyFromRaw, rawPublicKey } from './raw-public-key.ts';

/** What the broker signs about a sealing key. */
export interface SealingKeyStatement {
  readonly organisationId: string;
  /** 32 characters of hex. */
  readonly kid: string;
  /** Raw X25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** From this instant on nothing is sealed to the key; it still opens. */
  readonly notAfter: Instant;
}

/** A sealing key with the broker's word for it. */
export interface SealingKey extends SealingKeyStatement {
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
}

/** A sealing key in the API's JSON, and as the SDK takes it. */
export interface SealingKeyJson {
  readonly organisationId: string;
  /** 32 characters of hex. */
  readonly kid: string;
  /** Raw X25519 in base64. */
  readonly publicKey: string;
  /** RFC 3339, UTC. */
  readonly notAfter: string;
  /** Ed25519 in base64. */
  readonly signature: string;
}

const PIN = /^keyward-broker-1:([A-Za-z0-9_-]{43})$/;

/** The bytes that the broker signs. */
export function sealingKeyStatement(key: SealingKeyStatement): Buffer {
  const { organisationId, kid, publicKey, notAfter } = key;
  const label = 'keyward/sealing-key/v1';
  return encodeList([label, organisationId, Buffer.from(kid, 'hex'), publicKey, encodeInteger(notAfter)]);
}

/**
 * Refuses a sealing key that the pinned broker has not signed, whose kid is not that of its organisation and public
 * key, or that has expired.
 *
 * @param brokerPublicKey - Ed25519, the pinned one.
 * @throws Problem `keys/sealing-key-untrusted`
 */
export function verifySealingKey(key: SealingKey, brokerPublicKey: KeyObject, now: Instant): void {
  const { organisationId, kid, publicKey, notAfter, signature } = key;
  const isGenuine =
    publicKey.length === PUBLIC_KEY_BYTES &&
    kid === kidOf(organisationId, publicKey) &&
    Number.isSafeInteger(notAfter) &&
    notAfter > now &&
    verify(null, sealingKeyStatement(key), brokerPublicKey, signature);
  if (!isGenuine) throw new Problem('keys/sealing-key-untrusted');
}

/** The sealing key for an answer of the API. */
export function toSealingKeyJson(key: SealingKey): SealingKeyJson {
  return {
    organisationId: key.organisationId,
    kid: key.kid,
    publicKey: Buffer.from(key.publicKey).toString('base64'),
    notAfter: formatInstant(key.notAfter),
    signature: Buffer.from(key.signature).toString('base64'),
  };
}

/** The text by which control, CLI and SDK pin the broker: `keyward-broker-1:` and 43 characters of base64url. */
export function formatBrokerPublicKey(key: KeyObject): string {
  return `keyward-broker-1:${rawPublicKey(key).toString('base64url')}`;
}

/**
 * Reads a pin.
 *
 * @returns an Ed25519 public key
 * @throws Problem `config/invalid` for anything but the one spelling of 32 bytes
 */
export function parseBrokerPublicKey(text: string): KeyObject {
  const raw = Buffer.from(PIN.exec(text)?.[1] ?? '', 'base64url');
  const key = publicKeyFromRaw('ed25519', raw);
  // 43 characters carry 258 bits: without this, four texts would mean the same key.
  if (key === undefined || formatBrokerPublicKey(key) !== text) {
    throw new Problem('config/invalid', {
      detail: 'The broker public key is not `keyward-broker-1:` and 43 characters.',
    });
  }
  return key;
}
