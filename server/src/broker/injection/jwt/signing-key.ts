/** The private key of a service account, and the algorithm that it is for: told by the key, so that they cannot differ. */
import type { KeyObject } from 'node:crypto';
import { readPrivateKey } from '../private-key.ts';

const SHORTEST_RSA_BITS = 2048;

export interface SigningKey {
  readonly key: KeyObject;
  /** @see RFC 7518, section 3.1; RFC 8037, section 3.1 */
  readonly algorithm: 'RS256' | 'ES256' | 'EdDSA';
}

/** The key, or why the text is none that can be used. */
export type SigningKeyResult =
  | { readonly ok: true; readonly value: SigningKey }
  | { readonly ok: false; readonly reason: string };

/** @param pem - PKCS#8, PKCS#1 or SEC1, not encrypted. */
export function readSigningKey(pem: string): SigningKeyResult {
  const key = readPrivateKey(pem);
  const algorithm = key && algorithmOf(key);
  if (key && algorithm) return { ok: true, value: { key, algorithm } };
  const reason = key
    ? `is not a key of RSA with ${SHORTEST_RSA_BITS} bits or more, of P-256 or of Ed25519`
    : 'is not a private key in PEM that can be read without a passphrase, or one of RSA with more than 4,096 bits';
  return { ok: false, reason };
}

function algorithmOf({
  asymmetricKeyType: type,
  asymmetricKeyDetails: details,
}: KeyObject): SigningKey['algorithm'] | undefined {
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= SHORTEST_RSA_BITS) return 'RS256';
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  return type === 'ed25519' ? 'EdDSA' : undefined;
}
