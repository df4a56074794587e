/**
 * The packets of MySQL and MariaDB that a login has: read without trust, written as short as the protocol permits. Of the
 * capabilities only those are announced that a login needs: no local files, no session tracking, no redirection.
 *
 *     length (3 bytes, little-endian) | sequence (1) | payload
 *
 * @see MySQL internals, chapter "Connection Phase"
 */
import { unexpected } from './login-check.ts';
import type { Wire } from './wire.ts';

/** Capability flags. */
const capability = {
  connectWithDb: 0x8,
  protocol41: 0x200,
  tls: 0x800,
  secureConnection: 0x8000,
  pluginAuth: 0x80000,
} as const;

const HEAD_BYTES = 4;
const MOST_PAYLOAD_BYTES = 16_777_215;
const UTF8MB4 = 45;
const NONCE_BYTES = 20;

/** First byte of a payload of the server. */
export const mark = { ok: 0x00, more: 0x01, switchTo: 0xfe, error: 0xff } as const;

/** The server's first packet. */
export interface Greeting {
  readonly nonce: Buffer;
  readonly plugin: string;
  readonly offersTls: boolean;
}

/** Packets over one connection, numbered. */
export class Packets {
  readonly #wire: Wire;
  #sequence = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** @throws LoginStopped where its number is not the next one, or it is empty */
  async read(): Promise<Buffer> {
    const head = await this.#wire.read(HEAD_BYTES);
    const length = head.readUIntLE(0, 3);
    if (length === 0 || head[3] !== this.#sequence) throw unexpected();
    this.#sequence = (this.#sequence + 1) & 0xff;
    return this.#wire.read(length);
  }

  write(payload: Uint8Array): void {
    this.#wire.write(this.#framed(payload));
  }

  /** Begins a command: numbers start anew. */
  command(code: number): void {
    this.#sequence = 0;
    this.write(Buffer.from([code]));
  }

  /** The last command. */
  end(code: number): void {
    this.#sequence = 0;
    this.#wire.end(this.#framed(Buffer.from([code])));
  }

  #framed(payload: Uint8Array): Buffer {
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUIntLE(payload.length, 0, 3);
    head[3] = this.#sequence;
    this.#sequence = (this.#sequence + 1) & 0xff;
    return Buffer.concat([head, payload]);
  }
}

/** Text up to the next NUL, and what follows it. */
function untilNul(bytes: Buffer): readonly [text: string, rest: Buffer] {
  const end = bytes.indexOf(0);
  return end < 0
    ? [bytes.toString('latin1'), Buffer.alloc(0)]
    : [bytes.toString('latin1', 0, end), bytes.subarray(end + 1)];
}

/** Reads a greeting of protocol version 10. @throws LoginStopped for any other, or one without what a login needs */
export function parseGreeting(payload: Buffer): Greeting {
  if (payload[0] !== 10) throw unexpected();
  const [, rest] = untilNul(payload.subarray(1));
  // thread (4) | nonce (8) | 0 | capabilities (2) | charset (1) | status (2) | capabilities (2) | length of nonce (1) | 0 (10)
  if (rest.length < 31 + 13) throw unexpected();
  const flags = rest.readUInt16LE(13) + rest.readUInt16LE(18) * 0x10000;
  const needed = capability.protocol41 + capability.secureConnection + capability.pluginAuth;
  if ((flags & needed) !== needed) throw unexpected();
  const nonceEnd = 31 + NONCE_BYTES - 8;
  return {
    nonce: Buffer.concat([rest.subarray(4, 12), rest.subarray(31, nonceEnd)]),
    plugin: untilNul(rest.subarray(nonceEnd + 1))[0],
    offersTls: (flags & capability.tls) !== 0,
  };
}

function capabilities(isTls: boolean, database: string | undefined): number {
  const { protocol41, secureConnection, pluginAuth, tls, connectWithDb } = capability;
  const asked = (isTls ? tls : 0) + (database === undefined ? 0 : connectWithDb);
  return protocol41 + secureConnection + pluginAuth + asked;
}

/** What begins both the request for TLS, which is nothing else, and the login. */
export function clientHead(isTls: boolean, database: string | undefined): Buffer {
  const head = Buffer.alloc(32);
  head.writeUInt32LE(capabilities(isTls, database), 0);
  head.writeUInt32LE(MOST_PAYLOAD_BYTES, 4);
  head[8] = UTF8MB4;
  return head;
}

/** The parts behind the head of a login. */
export interface LoginParts {
  readonly username: string;
  readonly database: string | undefined;
  readonly plugin: string;
  readonly proof: Buffer;
}

/** HandshakeResponse41. */
export function loginPacket(isTls: boolean, { username, database, plugin, proof }: LoginParts): Buffer {
  return Buffer.concat([
    clientHead(isTls, database),
    Buffer.from(`${username}\0`),
    Buffer.from([proof.length]),
    proof,
    Buffer.from(database === undefined ? '' : `${database}\0`),
    Buffer.from(`${plugin}\0`),
  ]);
}

/** Number of the error in an ERR packet. */
export function errorNumber(payload: Buffer): string {
  return payload.length < 3 ? '' : String(payload.readUInt16LE(1));
}

/** The plugin that the server switches to, and its nonce. @throws LoginStopped for the switch of before 4.1 */
export function parseSwitch(payload: Buffer): { plugin: string; nonce: Buffer } {
  if (payload.length === 1) throw unexpected();
  const [plugin, rest] = untilNul(payload.subarray(1));
  return { plugin, nonce: rest.subarray(0, NONCE_BYTES) };
}
