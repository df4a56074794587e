/**
 * Sealing: all that the control plane can do with a secret. Holds public keys only, and imports nothing that opens.
 */
import { Problem } from '../domain/problem.ts';
import { aadOf, type Binding, formatEnvelope, infoOf, isBindable, MAX_VALUE_BYTES } from './format.ts';
import { sealBase } from './hpke.ts';
import { publicKeyFromRaw } from './raw-public-key.ts';
import type { SealingKey } from './sealing-key.ts';

/**
 * Seals one secret field so that only the broker can open it.
 *
 * @param value - Raw bytes, at most 64 KiB.
 * @param binding - Authenticated, not encrypted; opening under any other binding fails.
 * @param sealingKey - Of the binding's organisation; call `verifySealingKey` on it first.
 * @returns Envelope v1 bytes, see docs/envelope.md.
 * @throws Problem `credential/too-large`
 * @throws Problem `keys/sealing-key-untrusted` for a key of another organisation, or one that is no point to seal to
 * @throws Problem `internal/unexpected` for a binding that cannot be encoded
 * @see RFC 9180, section 5.1.1 (base mode)
 */
export function seal(value: Uint8Array, binding: Binding, sealingKey: SealingKey): Buffer {
  if (value.length > MAX_VALUE_BYTES) throw new Problem('credential/too-large');
  if (!isBindable(binding)) throw new Problem('internal/unexpected', { cause: new TypeError('unbindable binding') });
  const recipient = publicKeyFromRaw('x25519', sealingKey.publicKey);
  if (recipient === undefined || sealingKey.organisationId !== binding.organisationId) {
    throw new Problem('keys/sealing-key-untrusted');
  }
  const sealed = sealBase(value, { recipient, info: infoOf(sealingKey.kid), aad: aadOf(binding) });
  if (sealed === undefined) throw new Problem('keys/sealing-key-untrusted');
  return formatEnvelope(sealingKey.kid, sealed.enc, sealed.ciphertext);
}
