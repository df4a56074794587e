/**
 * Endings of a connection on which the caller is still sending. Closing it at once resets it, and a reset takes away what
 * the caller has not yet read of its answer.
 *
 * @see RFC 9112, section 9.6
 */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

const LINGER_MS = 5_000;

/** Throws away what still comes of the body; a caller that goes on for too long is cut off. */
export function lingerUntilRead(request: IncomingMessage): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, LINGER_MS).unref();
  request.once('close', () => clearTimeout(timer));
  request.resume();
}

/** The same where the answer says `Connection: close`: our side closes with the answer, the other one after it. */
export function lingerUntilClosed(request: IncomingMessage): void {
  const { socket } = request;
  // Node calls it when the last answer is written; its own would destroy the socket with all that is unread.
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
  request.resume();
}

/** The same on a connection that is no longer HTTP's: the other side has some time to read all, and to close. */
export function closeOurSide(socket: Socket): void {
  socket.end(() => setTimeout(() => socket.destroy(), LINGER_MS).unref());
  socket.resume();
}
