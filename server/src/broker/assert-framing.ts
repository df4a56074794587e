/**
 * Where a message ends and whom it is for, beyond what Node's parser refuses by itself: judged for every request of the
 * broker's listener before anything else, because two readings of one message are two requests.
 *
 * @see RFC 9112, sections 3.2, 6.1 and 6.3
 */
import type { IncomingMessage } from 'node:http';
import { Problem } from '../domain/problem.ts';

type Framed = Pick<IncomingMessage, 'rawHeaders' | 'httpVersion'>;

/**
 * @throws Problem `request/header-refused` for a second Host, Content-Length or Transfer-Encoding, a length that is no
 *   number, a length beside a transfer coding, any coding but `chunked`, and `chunked` on HTTP/1.0
 */
export function assertFraming({ rawHeaders, httpVersion }: Framed): void {
  const hosts = valuesOf(rawHeaders, 'host');
  const lengths = valuesOf(rawHeaders, 'content-length');
  const codings = valuesOf(rawHeaders, 'transfer-encoding');
  const isOneEach = hosts.length <= 1 && lengths.length + codings.length <= 1;
  const isLength = lengths.every((length) => /^\d{1,15}$/.test(length));
  const isChunked = codings.every((coding) => coding.toLowerCase() === 'chunked' && httpVersion === '1.1');
  if (!isOneEach || !isLength || !isChunked) throw new Problem('request/header-refused');
}

function valuesOf(rawHeaders: readonly string[], lowerName: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]!.toLowerCase() === lowerName);
}
