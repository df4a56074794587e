/**
 * The header of a WebSocket frame as a server sends it: read, judged and written. It knows nothing of messages; lengths
 * are written in their shortest form whatever form they came in.
 *
 *      0               1
 *     +-+-+-+-+-------+-+-------------+-------------------------------+
 *     |F|R|R|R| opcode|M|   length    |  126: 16 bits · 127: 64 bits  |
 *     |I|S|S|S|       |A|   0–125,    |  of length, big-endian        |
 *     |N|V|V|V|  (4)  |S|  126 or 127 |                               |
 *     | |1|2|3|       |K|     (7)     |                               |
 *     +-+-+-+-+-------+-+-------------+-------------------------------+
 *
 * @see RFC 6455, section 5.2
 */
import { Problem } from '../../domain/problem.ts';

export const CONTINUATION = 0x0;
export const CLOSE = 0x8;

/** Text, binary, continuation; close, ping, pong. All others are reserved. */
const OPCODES = new Set([0x0, 0x1, 0x2, 0x8, 0x9, 0xa]);
const FIN = 0x80;
const RESERVED = 0x70;
const MASKED = 0x80;
const LONGEST_CONTROL = 125;

export interface FrameHeader {
  readonly isFinal: boolean;
  readonly opcode: number;
  /** Bytes of payload. */
  readonly length: number;
  /** Bytes of the header itself: 2, 4 or 10. */
  readonly size: number;
}

/** Ping, pong and close stand between the frames of a message (RFC 6455, section 5.5). */
export function isControl(opcode: number): boolean {
  return opcode >= CLOSE;
}

/** A connection on which the upstream broke RFC 6455: it cannot go on. */
export function brokenFrame(detail: string): Problem {
  return new Problem('upstream/broken', { detail });
}

/** 2^52 bytes and more are no message but an attack or an error; it takes in lengths with the top bit set. */
function longLength(bytes: Buffer, at: number): number {
  const high = bytes.readUInt32BE(at);
  if (high > 0xfffff) throw brokenFrame('The length of a WebSocket frame is out of range.');
  return high * 2 ** 32 + bytes.readUInt32BE(at + 4);
}

function assertPermitted(first: number, second: number): void {
  const opcode = first & 0x0f;
  // Keyward asks for no extension, so none gives these bits a meaning.
  if ((first & RESERVED) !== 0) throw brokenFrame('A WebSocket frame has a reserved bit set.');
  if (!OPCODES.has(opcode)) throw brokenFrame('A WebSocket frame has a reserved opcode.');
  if ((second & MASKED) !== 0) throw brokenFrame('A WebSocket frame from the upstream is masked.');
  if (!isControl(opcode)) return;
  if ((first & FIN) === 0) throw brokenFrame('A WebSocket control frame is fragmented.');
  if (second > LONGEST_CONTROL) throw brokenFrame('A WebSocket control frame is longer than 125 bytes.');
}

/**
 * Reads the header that begins at a byte.
 *
 * @returns undefined where bytes of it are still to come
 * @throws Problem `upstream/broken` for what a server must not send without extensions
 */
export function readFrameHeader(bytes: Buffer, at: number): FrameHeader | undefined {
  if (bytes.length - at < 2) return undefined;
  const [first, second] = [bytes[at]!, bytes[at + 1]!];
  assertPermitted(first, second);
  const short = second & 0x7f;
  const size = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length - at < size) return undefined;
  const length = size === 2 ? short : size === 4 ? bytes.readUInt16BE(at + 2) : longLength(bytes, at + 2);
  return { isFinal: (first & FIN) !== 0, opcode: first & 0x0f, length, size };
}

/** Writes an unmasked header, its length in the shortest form. */
export function writeFrameHeader({ isFinal, opcode, length }: Omit<FrameHeader, 'size'>): Buffer {
  const first = (isFinal ? FIN : 0) | opcode;
  if (length < 126) return Buffer.of(first, length);
  if (length <= 0xffff) return Buffer.of(first, 126, length >>> 8, length & 0xff);
  const header = Buffer.alloc(10);
  header.writeUInt16BE((first << 8) | 127, 0);
  header.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
  header.writeUInt32BE(length % 2 ** 32, 6);
  return header;
}
