/** Reads the whole body of a caller who has been judged, up to a limit. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../../domain/problem.ts';

/**
 * @param response - Of the same exchange: a caller that waits for "100 Continue" is told to send.
 * @throws Problem `request/too-large`, the rest of the body left unread; `request/body-refused` for one that was cut
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limitBytes: number,
): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw new Problem('request/too-large');
  if (request.headers.expect !== undefined && request.httpVersion !== '1.0') response.writeContinue();
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer): void => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > limitBytes) reject(new Problem('request/too-large'));
  };
  const end = (): void => resolve(Buffer.concat(chunks));
  const cut = (): void => reject(new Problem('request/body-refused', { detail: 'The body was cut.' }));
  request.on('data', take).on('end', end).on('close', cut).on('error', cut);
  if (request.destroyed) cut();
  try {
    return await promise;
  } finally {
    request.off('data', take).off('end', end).off('close', cut).off('error', cut);
    request.on('error', () => undefined).pause();
  }
}
