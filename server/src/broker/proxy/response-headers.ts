/**
 * The header fields of the answer to the caller: the upstream's, without those of the connection, those that would act
 * on the broker's own origin in a browser, and, where the answer is searched, those that are a hash of it. Every value is
 * scrubbed; references that the caller can follow through the broker are rewritten, and none is followed.
 */

import { isHopByHop, namedInConnection } from '../../request/hop-by-hop.ts';
import type { Scrubber } from '../scrub/scrubber.ts';
import { type LinkContext, rewriteField } from './rewrite-links.ts';

export interface ResponseHeaderOptions {
  /** Undefined where the policy turned scrubbing off. */
  readonly scrubber: Scrubber | undefined;
  /** From the policy. */
  readonly setCookie: 'dropped' | 'permitted';
  /** Whether a content coding was removed, so that the upstream's length and coding no longer hold. */
  readonly isDecoded: boolean;
  /** How the caller has reached the upstream; asked for where the answer refers to something. */
  readonly links: () => LinkContext;
  /** Whether the broker itself has said which origin may read the answer, so that the upstream does not. */
  readonly isForOwnOrigin?: boolean;
}

const STRIPPED = new Set([
  'alt-svc',
  'clear-site-data',
  'content-security-policy',
  'content-security-policy-report-only',
  'refresh',
  'service-worker-allowed',
  'set-cookie2',
  'strict-transport-security',
  'x-content-type-options',
]);
// A validator or digest may be computed from an echoed secret: it would confirm a guess (RFC 9110, section 8.8; RFC 9530).
const STRIPPED_WHEN_SCRUBBED = new Set([
  'accept-ranges',
  'content-digest',
  'content-md5',
  'digest',
  'etag',
  'last-modified',
  'repr-digest',
]);

// A cookie knows no port: an upstream's page must not put its visitor into an account of its own on the control API.
const OWN_COOKIE = /^\s*(?:__Host-)?keyward\s*(?:=|;|$)/i;

function isOwnCookie(lowerName: string, value: string): boolean {
  return lowerName === 'set-cookie' && OWN_COOKIE.test(value);
}

function isStripped(name: string, options: ResponseHeaderOptions): boolean {
  const { scrubber, setCookie, isDecoded } = options;
  if (options.isForOwnOrigin && name.startsWith('access-control-')) return true;
  if (STRIPPED.has(name) || name.startsWith('keyward-') || isHopByHop(name)) return true;
  if (scrubber && STRIPPED_WHEN_SCRUBBED.has(name)) return true;
  if (isDecoded && (name === 'content-encoding' || name === 'content-length')) return true;
  return name === 'set-cookie' && setCookie === 'dropped';
}

/**
 * Builds the header fields of the answer.
 *
 * @param rawHeaders - The upstream's, names and values in turn, in Latin-1.
 * @returns Names and values in turn, for `ServerResponse.writeHead`. A field that Node could not send is left out.
 */
export function buildResponseHeaders(rawHeaders: readonly string[], options: ResponseHeaderOptions): string[] {
  const { scrubber, links } = options;
  const named = namedInConnection(rawHeaders);
  const headers: string[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    const value = rawHeaders[i + 1]!;
    const lowerName = name.toLowerCase();
    if (named.has(lowerName) || isStripped(lowerName, options) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) continue;
    if (isOwnCookie(lowerName, value)) continue;
    const followed = rewriteField(lowerName, value, links);
    if (followed === undefined) continue;
    headers.push(scrubber ? scrubber.text(name) : name, scrubber ? scrubber.text(followed) : followed);
  }
  headers.push('content-security-policy', 'sandbox', 'x-content-type-options', 'nosniff');
  return headers;
}
