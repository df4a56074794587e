/**
 * The callers' connections: which requests of each wait for an answer, and which connections take no more. Node answers
 * pipelined requests in their order, but does not tell which are under way when a connection breaks.
 */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export class Connections {
  /** The last answer is given or under way, though the caller may still be sending. */
  readonly #closing = new WeakSet<Socket>();
  /** In their order. */
  readonly #unanswered = new WeakMap<Socket, Set<ServerResponse>>();

  /** Notes a request until its answer has ended. */
  occupy(response: ServerResponse): void {
    const { socket } = response.req;
    const responses = this.#unanswered.get(socket) ?? new Set();
    this.#unanswered.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
  }

  /** The answers that are under way, in the order of their requests. */
  unanswered(socket: Socket): readonly ServerResponse[] {
    return [...(this.#unanswered.get(socket) ?? [])];
  }

  /** From now on no request on it is answered. */
  close(socket: Socket): void {
    this.#closing.add(socket);
  }

  isClosing(socket: Socket): boolean {
    return this.#closing.has(socket);
  }

  /** Whether a request may take the whole connection for itself. */
  isFree(socket: Socket): boolean {
    return !this.isClosing(socket) && (this.#unanswered.get(socket)?.size ?? 0) === 0;
  }
}
