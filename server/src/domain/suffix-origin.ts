/**
 * Suffix origins, `https://*.example.com`: the star stands for exactly one label. They serve APIs that give each
 * customer a host of its own; one below a public suffix would give the secret to whoever registers a name there.
 *
 * @see https://publicsuffix.org, both of its sections
 */
import { getDomain } from 'tldts';
import type { Origin } from './origin.ts';

const SUFFIX = /^(https?:\/\/)\*(\..*)$/;
/** RFC 1123, section 2.1, in lower case. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** `https://*.example.com:8443` as the origin below which it permits hosts; undefined for what is no suffix origin. */
export function parentOf(text: string): string | undefined {
  const [, scheme, rest] = SUFFIX.exec(text) ?? [];
  return scheme === undefined ? undefined : scheme + rest!.slice(1);
}

/** Whether names below the host are for sale or given away: a public suffix, a top-level name or an address. */
export function isPublicSuffix(hostname: string): boolean {
  return getDomain(hostname, { allowPrivateDomains: true }) === null;
}

/** Whether the text is one or more labels of letters, digits and inner hyphens, all in lower case. */
export function isLabels(text: string): boolean {
  return text.length <= 190 && text.split('.').every((label) => LABEL.test(label));
}

/** Whether the origin is the suffix origin with one label in the place of the star; port and scheme are the same. */
export function isBelow(origin: Origin, suffixOrigin: Origin): boolean {
  const [, scheme, tail] = SUFFIX.exec(suffixOrigin) ?? [];
  if (scheme === undefined || !origin.startsWith(scheme) || !origin.endsWith(tail!)) return false;
  return LABEL.test(origin.slice(scheme.length, origin.length - tail!.length));
}

/**
 * The base URL with labels before its host: `acme` and `https://zendesk.com/api` give `https://acme.zendesk.com/api`.
 *
 * @returns undefined where that is no base URL in its normal form, below an address for example
 */
export function withLabels(baseUrl: string, labels: string): string | undefined {
  const at = baseUrl.indexOf('//') + 2;
  const given = `${baseUrl.slice(0, at)}${labels}.${baseUrl.slice(at)}`;
  const url = isLabels(labels) ? URL.parse(given) : null;
  const end = baseUrl.indexOf('/', at);
  const origin = `${baseUrl.slice(0, at)}${labels}.${baseUrl.slice(at, end < 0 ? undefined : end)}`;
  return url?.origin === origin ? given : undefined;
}
