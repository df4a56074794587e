/**
 * Byte encodings shared by envelope, witness and key ids. A list is encoded so that no two lists give the same bytes:
 * each part is preceded by its length in 4 bytes, big-endian.
 *
 *     | length (4) | part | length (4) | part | …
 */
import { createHash } from 'node:crypto';

/** Encodes parts with 4-byte big-endian lengths; text as UTF-8. */
export function encodeList(parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

/** A non-negative integer as 8 bytes, big-endian. */
export function encodeInteger(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

export function sha256(bytes: string | Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
