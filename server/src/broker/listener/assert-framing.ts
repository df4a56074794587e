/**
 * Where a message ends and whom it is for, beyond what Node's parser refuses by itself: judged for every request of the
 * broker's listener before anything else, because two readings of one message are two requests.
 *
 * @see RFC 9112, sections 3.2, 6.1 and 6.3
 */
import type { IncomingMessage } from 'node:http';
import { Problem } from '../../domain/problem.ts';

type Framed = Pick<IncomingMessage, 'rawHeaders' | 'httpVersion'>;

/** Node counts the bytes of names and values alone: of empty ones there could be very many. */
const MOST_FIELDS = 1_000;

// A name or an address, and a port (RFC 9110, section 7.2); an IPv6 address in brackets (RFC 3986, section 3.2.2).
const HOST = /^(?:[A-Za-z0-9._~!$&'()*+;=%-]+|\[[0-9A-Fa-f:.]+\])(?::\d{0,5})?$/;

/**
 * @throws Problem `request/header-refused` for another version than 1.0 and 1.1, no Host on 1.1, a Host that is none, a second
 *   Host, Content-Length or Transfer-Encoding, a length that is no number, a length beside a transfer coding, any coding but
 *   `chunked`, and `chunked` on HTTP/1.0; `request/header-too-large` for more than 1,000 fields
 */
export function assertFraming({ rawHeaders, httpVersion }: Framed): void {
  if (rawHeaders.length > 2 * MOST_FIELDS) throw new Problem('request/header-too-large');
  const is11 = httpVersion === '1.1';
  let hosts = 0;
  let framings = 0;
  let isSound = is11 || httpVersion === '1.0';
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const value = rawHeaders[i + 1]!;
    switch (rawHeaders[i]!.toLowerCase()) {
      case 'host':
        hosts++;
        isSound &&= HOST.test(value);
        break;
      case 'content-length':
        framings++;
        isSound &&= /^\d{1,15}$/.test(value);
        break;
      case 'transfer-encoding':
        framings++;
        isSound &&= is11 && value.toLowerCase() === 'chunked';
    }
  }
  isSound &&= hosts === 1 || (hosts === 0 && !is11);
  if (!isSound || framings > 1) throw new Problem('request/header-refused');
}
