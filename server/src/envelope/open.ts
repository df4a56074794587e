/**
 * Opening: the broker alone may import this. A failure is closed and says no more than its kind; it concerns the one
 * envelope, never its neighbours.
 */
import type { KeyObject } from 'node:crypto';
import { Secret } from '../domain/secret.ts';
import { aadOf, type Binding, infoOf, isBindable, kidOf, parseEnvelope } from './format.ts';
import { openBase } from './hpke-recipient.ts';
import { rawPublicKey } from './raw-public-key.ts';

/**
 * Why an envelope stays closed: not envelope v1; sealed to a key that is not at hand or not the organisation's; changed
 * since it was sealed, or read under another binding.
 */
export type OpenFailure = 'format' | 'unknown-key' | 'altered';

export type Opened =
  | { readonly ok: true; readonly value: Secret<Buffer> }
  | { readonly ok: false; readonly reason: OpenFailure };

/**
 * Opens an envelope. Never throws for what the envelope or the binding contain; callers answer a failure with
 * `credential/unopenable`.
 *
 * @param binding - As the row claims it: it counts as authenticated once the envelope has opened, not before.
 * @param openKeys - Gives the X25519 private key of a kid in hex; undefined where there is none.
 * @see RFC 9180, section 5.1.1 (base mode)
 */
export function open(envelope: Uint8Array, binding: Binding, openKeys: (kid: string) => KeyObject | undefined): Opened {
  const parts = parseEnvelope(envelope);
  if (!parts.ok) return parts;
  const recipient = openKeys(parts.kid);
  if (recipient === undefined || kidOf(binding.organisationId, rawPublicKey(recipient)) !== parts.kid) {
    return { ok: false, reason: 'unknown-key' };
  }
  if (!isBindable(binding)) return { ok: false, reason: 'altered' };
  const value = openBase(parts, { recipient, info: infoOf(parts.kid), aad: aadOf(binding) });
  return value === undefined ? { ok: false, reason: 'altered' } : { ok: true, value: new Secret(value) };
}
