/**
 * Sealing in the client, so that a secret is never seen in the clear by the API that stores it. The bytes are those of
 * docs/envelope.md; only the broker opens them.
 */
import { type Bytes, concat, encodeInteger, encodeList, fromBase64, fromHex, sha256 } from './bytes.ts';
import { KeywardError } from './keyward-error.ts';
import type { TrustedSealingKey } from './sealing-key.ts';

/** What an envelope is bound to; it opens under exactly this and nothing else. */
export interface Binding {
  readonly organisationId: string;
  readonly credentialId: string;
  /** Name of the credential's type, `ApiKey`. */
  readonly type: string;
  /** Name of the secret field, `apiKey`. */
  readonly field: string;
  /** A non-negative integer. */
  readonly materialVersion: number;
  /** The policy's bytes as the API returned them, in base64. Read them before you bind them. */
  readonly policyBytes: string;
}

const MAX_VALUE_BYTES = 65_536;
const VERSION = new Uint8Array([0x01]);

async function aadOf(binding: Binding): Promise<Bytes> {
  const { organisationId, credentialId, type, field, materialVersion } = binding;
  const policyBytes = fromBase64(binding.policyBytes);
  const isText = [organisationId, credentialId, type, field].every((text) => text.isWellFormed());
  if (policyBytes === undefined || !isText || !Number.isSafeInteger(materialVersion) || materialVersion < 0) {
    throw new KeywardError('credential/seal-refused', 'The binding cannot be encoded.');
  }
  const version = encodeInteger(materialVersion);
  return encodeList([VERSION, organisationId, credentialId, type, field, version, await sha256(policyBytes)]);
}

/**
 * Seals one secret field so that only the broker can open it.
 *
 * @param value - Raw bytes, at most 64 KiB.
 * @param binding - Authenticated, not encrypted; opening under any other binding fails.
 * @param sealingKey - Of the binding's organisation, from `verifySealingKey`.
 * @returns Envelope v1 bytes, see docs/envelope.md.
 * @throws KeywardError `credential/too-large`
 * @throws KeywardError `credential/seal-refused` for a binding that cannot be encoded
 * @throws KeywardError `keys/sealing-key-untrusted` for a key of another organisation, or one that is no point to seal to
 * @see RFC 9180, section 5.1.1 (base mode)
 */
export async function seal(value: Uint8Array, binding: Binding, sealingKey: TrustedSealingKey): Promise<Uint8Array> {
  if (value.length > MAX_VALUE_BYTES) throw new KeywardError('credential/too-large', 'A secret is over 64 KiB.');
  const publicKey = fromBase64(sealingKey.publicKey);
  if (publicKey === undefined || sealingKey.organisationId !== binding.organisationId) throw untrusted();
  const kid = fromHex(sealingKey.kid);
  const sealed = await sealTo(publicKey, {
    value: new Uint8Array(value),
    info: encodeList(['keyward/envelope/v1', kid]),
    aad: await aadOf(binding),
  });
  return concat([VERSION, kid, sealed.enc, sealed.ciphertext]);
}

async function sealTo(publicKey: Bytes, message: { value: Bytes; info: Bytes; aad: Bytes }) {
  // A page that only reads need not load it.
  const { Aes256Gcm, CipherSuite, DeserializeError, DhkemX25519HkdfSha256, EncapError, HkdfSha256 } = await import(
    '@hpke/core'
  );
  const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey.buffer);
    const sender = await suite.createSenderContext({ recipientPublicKey, info: message.info.buffer });
    const ciphertext = await sender.seal(message.value.buffer, message.aad.buffer);
    return { enc: new Uint8Array(sender.enc), ciphertext: new Uint8Array(ciphertext) };
  } catch (cause) {
    if (cause instanceof EncapError || cause instanceof DeserializeError) throw untrusted(cause);
    throw cause;
  }
}

function untrusted(cause?: unknown): KeywardError {
  return new KeywardError('keys/sealing-key-untrusted', 'The sealing key cannot be sealed to.', { cause });
}
