/**
 * A connection that Node has let go of because its caller asks for an upgrade, until somebody else takes it over. As long
 * as nobody has, it is answered as any request is, and closed behind that answer.
 */
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { closeOurSide } from './linger.ts';

export class CallerUpgrade {
  readonly response: ServerResponse;
  readonly #socket: Socket;

  /** @param head - What came right behind the request. */
  constructor(request: IncomingMessage, socket: Socket, head: Buffer) {
    this.#socket = socket;
    this.response = new ServerResponse(request);
    this.response.shouldKeepAlive = false;
    this.response.assignSocket(socket);
    this.response.once('finish', this.#close);
    // Node has removed its own listeners: without one, a reset would end the process.
    socket.on('error', () => socket.destroy());
    socket.on('drain', this.#drain).once('end', this.#leave);
    if (head.length > 0) socket.unshift(head);
  }

  /** Hands the connection over, behind the 101 that is written. Nothing of HTTP is on it from then on. */
  take(): Socket {
    this.#letGo();
    this.response.off('finish', this.#close);
    this.response.detachSocket(this.#socket);
    return this.#socket;
  }

  readonly #drain = (): void => void this.response.emit('drain');

  readonly #leave = (): void => void this.#socket.destroy();

  readonly #close = (): void => {
    this.#letGo();
    closeOurSide(this.#socket);
  };

  #letGo(): void {
    this.#socket.off('drain', this.#drain).off('end', this.#leave);
  }
}
