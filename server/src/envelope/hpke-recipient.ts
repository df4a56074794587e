/**
 * The recipient's side of HPKE in base mode. Imported by open.ts alone, so that what can only seal never reaches it.
 *
 * @see RFC 9180
 */
import { createDecipheriv, type KeyObject } from 'node:crypto';
import { TAG_BYTES } from './format.ts';
import { AEAD, messageKey, type Sealed, sharedSecret } from './hpke.ts';
import { publicKeyFromRaw, rawPublicKey } from './raw-public-key.ts';

/** What `openBase` takes. */
export interface OpenBaseOptions {
  /** X25519 private key. */
  readonly recipient: KeyObject;
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
}

/**
 * Opens one message.
 *
 * @returns the plaintext; undefined where anything differs from what was sealed, without saying what
 * @see RFC 9180, section 6.1
 */
export function openBase(
  sealed: Readonly<Record<keyof Sealed, Uint8Array>>,
  options: OpenBaseOptions,
): Buffer | undefined {
  const { enc, ciphertext } = sealed;
  const ephemeral = publicKeyFromRaw('x25519', enc);
  if (ephemeral === undefined || ciphertext.length < TAG_BYTES) return undefined;
  const shared = sharedSecret(options.recipient, ephemeral, { enc, recipient: rawPublicKey(options.recipient) });
  if (shared === undefined) return undefined;
  const { key, nonce } = messageKey(shared, options.info);
  const decipher = createDecipheriv(AEAD, key, nonce, { authTagLength: TAG_BYTES }).setAAD(options.aad);
  decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
  const plaintext = decipher.update(ciphertext.subarray(0, -TAG_BYTES));
  try {
    decipher.final();
  } catch {
    plaintext.fill(0);
    return undefined;
  }
  return plaintext;
}
