/**
 * Origins and base URLs that a secret may be bound to. One normal form (`URL.origin`) is computed when a credential is
 * stored; afterwards origins are compared as strings and nothing else.
 *
 * @see WHATWG URL, section 4.7 (origin)
 */
import { Problem } from './problem.ts';
import { isPublicSuffix, parentOf } from './suffix-origin.ts';

/** `https://host[:port]`, exactly as `URL.origin` gives it. */
export type Origin = string;

const HOST = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*|\[[0-9a-f:.]+\])$/;

/** Whether the host is `localhost`, below it, or a loopback literal: plain HTTP to it leaves the machine unseen. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || isLoopbackV4(hostname);
}

function isLoopbackV4(hostname: string): boolean {
  return /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

function parse(text: string): URL {
  const hasTrick = /[\\\s\u0000-\u001f\u007f]/.test(text) || !/^https?:\/\/[^/]/i.test(text);
  const url = hasTrick ? undefined : URL.parse(text);
  if (!url) throw new Problem('credential/origin-invalid');
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const isBare = !/[@?#]/.test(text);
  if (!isPlain || !isBare || !HOST.test(url.hostname) || url.hostname.endsWith('.')) {
    throw new Problem('credential/origin-invalid');
  }
  return url;
}

/** The path as written, before a parser has resolved it. */
function pathIn(text: string): string {
  return text.replace(/^[a-z]+:\/\/[^/]*/i, '');
}

/**
 * The normal form of an origin: lower case, IDN in punycode, default port dropped, literal IPs canonical.
 *
 * @param text - `http://` or `https://`, a host and optionally a port; at most a single slash behind it.
 * @throws Problem `credential/origin-invalid`
 */
export function parseOrigin(text: string): Origin {
  const url = parse(text);
  if (!/^\/?$/.test(pathIn(text))) throw new Problem('credential/origin-invalid', { detail: 'An origin has no path.' });
  return url.origin;
}

/**
 * The normal form of a permitted origin: an origin, or a suffix origin `https://*.example.com`, which permits every host
 * with one label in the place of the star.
 *
 * @throws Problem `credential/origin-invalid`, also where names below the star are for anybody to register
 */
export function parseAllowedOrigin(text: string): Origin {
  const parent = parentOf(text);
  if (parent === undefined) return parseOrigin(text);
  const url = new URL(parseOrigin(parent));
  if (isPublicSuffix(url.hostname)) {
    const detail =
      'A star stands before a name of your own or of the vendor, not before a public suffix or an address.';
    throw new Problem('credential/origin-invalid', { detail });
  }
  return `${url.protocol}//*.${url.host}`;
}

/**
 * The normal form of a base URL: an origin and a path without dot segments, without a slash at its end.
 *
 * @throws Problem `credential/origin-invalid`
 */
export function parseBaseUrl(text: string): string {
  const url = parse(text);
  const path = pathIn(text);
  const isStraight = path === '' || path === url.pathname;
  if (!isStraight || /\/\/|%2e|%2f|%5c/i.test(path)) {
    throw new Problem('credential/origin-invalid', { detail: 'The path of a base URL is written without detours.' });
  }
  return url.origin + url.pathname.replace(/\/$/, '');
}

/**
 * The normal form of a token URL: an origin and a path without dot segments, as written to its last slash.
 *
 * @throws Problem `credential/origin-invalid`
 */
export function parseTokenUrl(text: string): string {
  const { origin, pathname } = parse(text);
  if (pathIn(text) !== '' && pathIn(text) !== pathname) throw new Problem('credential/origin-invalid');
  return origin + pathname;
}

/** The origin of a URL that is already in its normal form. */
export function originOf(url: string): Origin {
  return new URL(url).origin;
}
