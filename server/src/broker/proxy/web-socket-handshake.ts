/**
 * The handshake that begins a WebSocket connection: what of a caller counts as one, what is not passed on of it, and
 * whether the upstream has taken it. Only WebSocket is ever upgraded to, without extensions: Keyward reads the frames.
 *
 * @see RFC 6455, sections 4.1 and 4.2.2
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Problem } from '../../domain/problem.ts';
import { hasBody } from './upload.ts';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** 16 bytes in base64. */
const KEY = /^[A-Za-z0-9+/]{21}[AQgw]==$/;

/**
 * Fields of the caller's that stay here. An extension would change the frames, and they would be read wrongly; the origin
 * is that of a page in front of Keyward, of which the upstream knows nothing.
 */
export const heldBack: readonly string[] = ['sec-websocket-extensions', 'origin'];

/** Whether the request asks for a WebSocket and for nothing else. */
export function isHandshake(request: IncomingMessage): boolean {
  const { method, httpVersion, headers } = request;
  const isWebSocket = method === 'GET' && httpVersion === '1.1' && headers.upgrade?.toLowerCase() === 'websocket';
  const isWhole = !hasBody(request) && headers.expect === undefined && request.complete;
  const isThirteen = headers['sec-websocket-version'] === '13' && KEY.test(headers['sec-websocket-key'] ?? '');
  return isWebSocket && isWhole && isThirteen && listOf(headers.connection).includes('upgrade');
}

/**
 * Refuses an upstream's 101 that takes up another handshake, another protocol or an extension.
 *
 * @param raw - Header fields of the answer, names and values in turn.
 * @param key - The caller's `Sec-WebSocket-Key`, as it was sent on.
 * @throws Problem `upstream/broken`
 */
export function assertAccepted(raw: readonly string[], key: string): void {
  const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
  const isAccepted =
    valuesOf(raw, 'upgrade').join().toLowerCase() === 'websocket' &&
    listOf(valuesOf(raw, 'connection').join()).includes('upgrade') &&
    valuesOf(raw, 'sec-websocket-accept').join() === accept;
  if (!isAccepted) broken('The upstream has not accepted the WebSocket handshake.');
  if (valuesOf(raw, 'sec-websocket-extensions').join('').trim() !== '') {
    broken('The upstream has taken up a WebSocket extension that it was not offered.');
  }
}

function broken(detail: string): never {
  throw new Problem('upstream/broken', { detail });
}

function listOf(field = ''): string[] {
  return field.split(',').map((item) => item.trim().toLowerCase());
}

function valuesOf(raw: readonly string[], name: string): string[] {
  return raw.filter((_, index) => index % 2 === 1 && raw[index - 1]!.toLowerCase() === name);
}
