/**
 * The public key to seal to, and the check that the pinned broker vouches for it. Without the check, whoever controls
 * the API or the database would choose who can read what is sealed.
 */
import { type Bytes, encodeInteger, encodeList, fromBase64, fromHex, sha256, toHex } from './bytes.ts';
import { KeywardError } from './keyward-error.ts';

/** A sealing key as the API returns it. */
export interface SealingKey {
  readonly organisationId: string;
  /** 16 bytes in hex. */
  readonly kid: string;
  /** Raw X25519, 32 bytes, in base64. */
  readonly publicKey: string;
  /** RFC 3339; from this instant on nothing is sealed to the key. */
  readonly notAfter: string;
  /** The broker's Ed25519, 64 bytes, in base64. */
  readonly signature: string;
}

declare const trusted: unique symbol;

/** A sealing key that `verifySealingKey` has accepted; `seal` takes no other. */
export type TrustedSealingKey = SealingKey & { readonly [trusted]: true };

const PIN = /^keyward-broker-1:([A-Za-z0-9_-]{43})$/;

function base64OfPin(pin: string): string {
  return `${(PIN.exec(pin)?.[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')}=`;
}

async function importPin(pin: string) {
  const raw = fromBase64(base64OfPin(pin));
  if (raw?.length !== 32) {
    throw new KeywardError('config/invalid', 'The broker public key is not `keyward-broker-1:` and 43 characters.');
  }
  return crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
}

async function kidOf(organisationId: string, publicKey: Bytes): Promise<string> {
  return toHex((await sha256(encodeList(['keyward/kid/v1', organisationId, publicKey]))).subarray(0, 16));
}

/**
 * Checks a sealing key against the broker's pinned public key.
 *
 * @param pin - `keyward-broker-1:` and 43 characters, from whoever runs the broker; never from the API that sent the key.
 * @param now - Epoch milliseconds; the machine's clock by default.
 * @returns a copy of the key, to be given to `seal`
 * @throws KeywardError `keys/sealing-key-untrusted` where the signature or the kid is wrong, or the key has expired
 * @throws KeywardError `config/invalid` where the pin is not one
 */
export async function verifySealingKey(key: SealingKey, pin: string, now = Date.now()): Promise<TrustedSealingKey> {
  const broker = await importPin(pin);
  const { organisationId, kid, notAfter } = key;
  const publicKey = fromBase64(key.publicKey);
  const signature = fromBase64(key.signature);
  const expires = Date.parse(notAfter);
  const isGenuine =
    publicKey?.length === 32 &&
    signature !== undefined &&
    kid === (await kidOf(organisationId, publicKey)) &&
    expires > now &&
    (await crypto.subtle.verify('Ed25519', broker, signature, statement({ organisationId, kid, publicKey, expires })));
  if (!isGenuine) {
    const message = 'The sealing key is not signed by the pinned broker key, or has expired.';
    throw new KeywardError('keys/sealing-key-untrusted', message);
  }
  return { ...key } as TrustedSealingKey;
}

function statement(key: { organisationId: string; kid: string; publicKey: Bytes; expires: number }): Bytes {
  const { organisationId, kid, publicKey, expires } = key;
  return encodeList(['keyward/sealing-key/v1', organisationId, fromHex(kid), publicKey, encodeInteger(expires)]);
}
