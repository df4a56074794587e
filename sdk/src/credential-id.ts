/**
 * Identifiers that a client makes for what it seals: TypeIDs, a prefix and a UUIDv7 in Crockford's base 32.
 *
 * @see RFC 9562, section 5.7 (UUIDv7); TypeID specification 0.3
 */

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function uuidV7(now: number): Uint8Array {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setBigUint64(
    0,
    (BigInt(now) << 16n) | 0x7000n | BigInt((bytes[6]! & 0x0f) << 8) | BigInt(bytes[7]!),
  );
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes;
}

/**
 * A new credential id, `cred_` and 26 characters; never to be used twice.
 *
 * @param now - Epoch milliseconds; the machine's clock by default.
 */
export function newCredentialId(now = Date.now()): string {
  return `cred_${suffix(now)}`;
}

/** The id of a new OAuth configuration, `oac_` and 26 characters. */
export function newOAuthConfigurationId(now = Date.now()): string {
  return `oac_${suffix(now)}`;
}

/** The id of a new identity provider, `idp_` and 26 characters. */
export function newIdentityProviderId(now = Date.now()): string {
  return `idp_${suffix(now)}`;
}

function suffix(now: number): string {
  let value = 0n;
  for (const byte of uuidV7(now)) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += ALPHABET[Number((value >> shift) & 31n)];
  return text;
}
