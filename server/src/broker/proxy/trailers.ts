/**
 * The trailer section of an answer, for a caller that has said that it reads one. A caller's own trailers never pass:
 * some servers merge them into the header section, where an injected field must stand alone.
 *
 * @see RFC 9110, sections 6.5 and 10.1.4
 */
import type { IncomingMessage } from 'node:http';
import { isHopByHop } from '../../request/hop-by-hop.ts';
import type { Scrubber } from '../scrub/scrubber.ts';

// Framing, routing, authentication, content format and response control do not belong in trailers (section 6.5.1); what
// is a hash of the answer would confirm a guess at what was masked in it.
const REFUSED =
  /^(?:age|authorization|cache-control|content-.*|date|digest|etag|expires|host|keyward-.*|last-modified|location|pragma|repr-digest|retry-after|set-cookie2?|vary|warning|www-authenticate)$/;

/** Whether the caller reads trailers. */
export function takesTrailers({ headers }: IncomingMessage): boolean {
  return /(?:^|,)[\t ]*trailers[\t ]*(?:,|$)/i.test(String(headers.te ?? ''));
}

/**
 * @param raw - The upstream's, names and values in turn, in Latin-1.
 * @returns pairs for `ServerResponse.addTrailers`, scrubbed
 */
export function buildTrailers(raw: readonly string[], scrubber: Scrubber | undefined): [string, string][] {
  const trailers: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    const value = raw[i + 1]!;
    if (isHopByHop(name) || REFUSED.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) continue;
    trailers.push(scrubber ? [scrubber.text(name), scrubber.text(value)] : [name, value]);
  }
  return trailers;
}
