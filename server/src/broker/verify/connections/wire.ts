/**
 * A connection as the checks use it: they ask for bytes or for a line, and get no more than a bounded number of either.
 * It begins TLS when told, and never on top of bytes that came before it, which nobody has vouched for.
 */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { LoginStopped } from './login-check.ts';

/** A login needs a tenth of it. */
const MOST_BYTES = 65_536;

/** Between two line ends; a challenge may have 12,288 (RFC 4954, section 4). */
const MOST_IN_LINE = 12_288;

/** How long the other side may take to hang up, too. */
const LINGER_MS = 1_000;

const LINE_FEED = 0x0a;

export class Wire {
  #socket: Socket;
  readonly #startTls: (socket: Socket) => Promise<TLSSocket>;
  #tls: string | undefined;
  #unread: Buffer = Buffer.alloc(0);
  #received = 0;
  #failure: Error | undefined;
  readonly #fail = (error: Error): void => {
    this.#failure ??= error;
  };

  /** @param startTls - The guard's: certificate and name are checked. */
  constructor(socket: Socket, startTls: (socket: Socket) => Promise<TLSSocket>) {
    this.#startTls = startTls;
    this.#socket = socket.on('error', this.#fail);
  }

  /** Version of TLS; undefined without it. */
  get tls(): string | undefined {
    return this.#tls;
  }

  get isSecure(): boolean {
    return this.#tls !== undefined;
  }

  write(bytes: Uint8Array | string): void {
    this.#socket.write(bytes);
  }

  /** @throws LoginStopped where the connection ends before */
  async read(length: number): Promise<Buffer> {
    if (length > MOST_BYTES) throw tooMuch();
    while (this.#unread.length < length) await this.#receive();
    const bytes = this.#unread.subarray(0, length);
    this.#unread = this.#unread.subarray(length);
    return bytes;
  }

  /** A line without its end. @throws LoginStopped where it is too long, or the connection ends before */
  async readLine(): Promise<string> {
    let end = this.#unread.indexOf(LINE_FEED);
    while (end < 0) {
      if (this.#unread.length > MOST_IN_LINE) throw tooMuch();
      await this.#receive();
      end = this.#unread.indexOf(LINE_FEED);
    }
    const line = await this.read(end + 1);
    return line.toString('latin1').replace(/\r?\n$/, '');
  }

  /**
   * Begins TLS.
   *
   * @throws LoginStopped where the server has sent something that would seem to have come through TLS
   */
  async secure(): Promise<void> {
    if (this.#unread.length > 0 || this.#socket.readableLength > 0) {
      throw new LoginStopped('The server sent more than was asked for ahead of TLS.');
    }
    const secured = await this.#startTls(this.#socket);
    this.#socket.off('error', this.#fail).on('error', () => secured.destroy());
    this.#socket = secured.on('error', this.#fail);
    this.#tls = secured.getProtocol() ?? 'TLS';
  }

  /** Says the last words and hangs up. */
  end(bytes: Uint8Array | string): void {
    this.#socket.end(bytes);
  }

  /** Breaks off at once; whoever waits is told. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Breaks off what has not been ended, and lets the last words out. */
  hangUp(): void {
    if (!this.#socket.writableEnded) this.#socket.destroy();
    else this.#socket.setTimeout(LINGER_MS, () => this.#socket.destroy()).resume();
  }

  async #receive(): Promise<void> {
    for (;;) {
      const chunk: Buffer | null = this.#socket.read();
      if (chunk) return this.#keep(chunk);
      if (this.#failure) throw this.#failure;
      if (this.#socket.readableEnded || this.#socket.destroyed) {
        throw new LoginStopped('The server closed the connection.');
      }
      await somethingOf(this.#socket);
    }
  }

  #keep(chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > MOST_BYTES) throw tooMuch();
    this.#unread = Buffer.concat([this.#unread, chunk]);
  }
}

function tooMuch(): LoginStopped {
  return new LoginStopped('The server sent more than a login takes.');
}

function somethingOf(socket: Socket): Promise<void> {
  const events = ['readable', 'end', 'error', 'close'];
  const { promise, resolve } = Promise.withResolvers<void>();
  const settle = (): void => {
    for (const event of events) socket.off(event, settle);
    resolve();
  };
  for (const event of events) socket.on(event, settle);
  return promise;
}
