/** Answers what is not HTTP: no request exists yet, so the bytes are written to the socket. */
import type { Socket } from 'node:net';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';

/**
 * Answers 400 and closes the connection; nothing after a request that does not parse can be trusted to begin one.
 *
 * @see RFC 9112, section 11.2 (request smuggling)
 */
export function answerUnparsable(_error: Error, socket: Socket): void {
  if (!socket.writable) return;
  const requestId = newId('req');
  const body = JSON.stringify(new Problem('request/malformed').toBody(requestId));
  const headers = [
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    `keyward-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
}
