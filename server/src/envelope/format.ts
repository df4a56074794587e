/**
 * The bytes of an envelope, and the bytes that it is bound to. Owns the format alone: nothing here holds a key.
 *
 *     | 0x01 (1) | kid (16) | enc (32) | ciphertext (0 … 65,536) | tag (16) |
 *
 *     info = list('keyward/envelope/v1', kid)
 *     AAD  = list(0x01, organisation id, credential id, type, field, material version (8), SHA-256(policy bytes))
 *     kid  = first 16 bytes of SHA-256(list('keyward/kid/v1', organisation id, public key))
 *
 * `list` is `encodeList` of domain/encoding.ts. A kid is 16 bytes inside encodings, and lower-case hex everywhere else.
 */
import { encodeInteger, encodeList, sha256 } from '../domain/encoding.ts';

/** What an envelope is authenticated with and not encrypted with; it opens under exactly this and nothing else. */
export interface Binding {
  readonly organisationId: string;
  readonly credentialId: string;
  /** Name of the credential's type, `ApiKey`. */
  readonly type: string;
  /** Name of the secret field, `apiKey`. */
  readonly field: string;
  /** A non-negative integer. */
  readonly materialVersion: number;
  /** RFC 8785 bytes of the policy, as stored. */
  readonly policyBytes: Uint8Array;
}

/** An envelope taken apart; says nothing about whether it opens. */
export interface EnvelopeParts {
  readonly ok: true;
  /** 32 characters of hex. */
  readonly kid: string;
  /** The sender's ephemeral public key, 32 bytes. */
  readonly enc: Uint8Array;
  /** With its 16-byte tag at the end. */
  readonly ciphertext: Uint8Array;
}

/** The longest value that can be sealed, in bytes: 64 KiB. */
export const MAX_VALUE_BYTES = 65_536;

/** Length of a raw X25519 or Ed25519 public key, in bytes. */
export const PUBLIC_KEY_BYTES = 32;

/** Length of the authentication tag, in bytes. */
export const TAG_BYTES = 16;

const VERSION = Buffer.from([0x01]);
const KID_BYTES = 16;
const ENC_OFFSET = VERSION.length + KID_BYTES;
const CIPHERTEXT_OFFSET = ENC_OFFSET + PUBLIC_KEY_BYTES;
const MIN_BYTES = CIPHERTEXT_OFFSET + TAG_BYTES;
const KID = /^[0-9a-f]{32}$/;

/** Whether the text is a kid or root-key id: 16 bytes in lower-case hex. */
export function isKid(text: string): boolean {
  return KID.test(text);
}

/** An identifier of 16 bytes from a list of parts, in hex: the beginning of the SHA-256 of its encoding. */
export function kidFrom(parts: readonly (string | Uint8Array)[]): string {
  return sha256(encodeList(parts)).toString('hex', 0, KID_BYTES);
}

/**
 * The id of a sealing key. It depends on the organisation, so that no key passes for another organisation's.
 *
 * @param publicKey - Raw X25519, 32 bytes.
 * @returns 32 characters of hex.
 */
export function kidOf(organisationId: string, publicKey: Uint8Array): string {
  return kidFrom(['keyward/kid/v1', organisationId, publicKey]);
}

/** HPKE's `info` for a sealing key. */
export function infoOf(kid: string): Buffer {
  return encodeList(['keyward/envelope/v1', Buffer.from(kid, 'hex')]);
}

/** Whether the binding can be encoded: text without lone surrogates, which UTF-8 would make equal, and an integer. */
export function isBindable(binding: Binding): boolean {
  const { organisationId, credentialId, type, field, materialVersion } = binding;
  const isText = [organisationId, credentialId, type, field].every((text) => text.isWellFormed());
  return isText && Number.isSafeInteger(materialVersion) && materialVersion >= 0;
}

/** HPKE's additional authenticated data for a binding that is bindable. */
export function aadOf(binding: Binding): Buffer {
  return encodeList([
    VERSION,
    binding.organisationId,
    binding.credentialId,
    binding.type,
    binding.field,
    encodeInteger(binding.materialVersion),
    sha256(binding.policyBytes),
  ]);
}

/** Puts an envelope together from a kid in hex, the ephemeral public key, and the ciphertext with its tag. */
export function formatEnvelope(kid: string, enc: Uint8Array, ciphertext: Uint8Array): Buffer {
  return Buffer.concat([VERSION, Buffer.from(kid, 'hex'), enc, ciphertext]);
}

/** Length of the sealed value in bytes, which an envelope does not hide. */
export function sealedBytes(envelope: Uint8Array): number {
  return envelope.length - MIN_BYTES;
}

/**
 * Takes an envelope apart without opening it. Refuses other versions, and lengths that no seal produces.
 *
 * @returns its parts as views on the bytes, or `{ ok: false, reason: 'format' }`
 */
export function parseEnvelope(bytes: Uint8Array): EnvelopeParts | { readonly ok: false; readonly reason: 'format' } {
  const isWhole = bytes.length >= MIN_BYTES && bytes.length <= MIN_BYTES + MAX_VALUE_BYTES;
  if (!isWhole || bytes[0] !== VERSION[0]) return { ok: false, reason: 'format' };
  return {
    ok: true,
    kid: Buffer.from(bytes.subarray(VERSION.length, ENC_OFFSET)).toString('hex'),
    enc: bytes.subarray(ENC_OFFSET, CIPHERTEXT_OFFSET),
    ciphertext: bytes.subarray(CIPHERTEXT_OFFSET),
  };
}
