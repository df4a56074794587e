/**
 * The header fields of the outgoing request: the caller's, without all that belongs to the connection, to Keyward, to
 * the caller's own identity or to the injected slots, and then the injected values, each once. Stripping comes first, so
 * no field of the caller's can remove or double what is injected.
 */
import { Problem } from '../domain/problem.ts';
import { isHopByHop, namedInConnection } from './hop-by-hop.ts';
import type { InjectedValue } from './injected-value.ts';
import { tokensIn } from './tokens-in.ts';

export interface RequestHeaderOptions {
  /** Host and port of the target, as in `URL.host`. */
  readonly host: string;
  readonly injected: readonly InjectedValue[];
  /** Further lower-case names to strip: the slots, and where the caller's token stood. */
  readonly drop: Iterable<string>;
  /** The token that the caller has shown: a field that holds it anywhere is not for the upstream. */
  readonly token: string | undefined;
  /** Length of the body that stands in the place of the caller's; undefined where that goes on as it is. */
  readonly bodyBytes?: number | undefined;
  /** Whether the answer will be searched: then it is asked for whole, plain and without validators. */
  readonly scrub: boolean;
}

const STRIPPED = new Set([
  'authorization',
  'cookie',
  'cookie2',
  'expect',
  'forwarded',
  'host',
  'via',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-original-url',
  'x-real-ip',
  'x-rewrite-url',
]);
const STRIPPED_PREFIX = /^(?:keyward-|x-forwarded-|sec-fetch-)/;
// A part of the body, an answer without one, or a hash of it would pass the search.
const STRIPPED_WHEN_SCRUBBED = new Set([
  'accept-encoding',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'range',
  'want-content-digest',
  'want-digest',
  'want-repr-digest',
]);

// Said of a body that is sent no more (RFC 9530, section 2; RFC 1864).
const STRIPPED_WITH_BODY = ['content-length', 'content-md5', 'content-digest', 'digest', 'repr-digest'];

function isStripped(name: string, scrub: boolean): boolean {
  if (STRIPPED.has(name) || STRIPPED_PREFIX.test(name) || isHopByHop(name)) return true;
  return scrub && STRIPPED_WHEN_SCRUBBED.has(name);
}

function replacedNames(
  rawHeaders: readonly string[],
  { drop, injected, bodyBytes }: RequestHeaderOptions,
): Set<string> {
  const names = namedInConnection(rawHeaders);
  for (const name of drop) names.add(name);
  for (const { name } of injected) names.add(name.toLowerCase());
  if (bodyBytes !== undefined) for (const name of STRIPPED_WITH_BODY) names.add(name);
  return names;
}

/**
 * Builds the header fields to send.
 *
 * @param rawHeaders - The caller's, names and values in turn, as `IncomingMessage.rawHeaders`.
 * @returns Names and values in turn, for undici. It contains the secret: never log it.
 * @throws Problem `request/header-refused` for CR, LF or NUL in a value
 */
export function buildRequestHeaders(rawHeaders: readonly string[], options: RequestHeaderOptions): string[] {
  const { host, injected, scrub, token } = options;
  const replaced = replacedNames(rawHeaders, options);
  const headers = ['host', host];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const value = rawHeaders[i + 1]!;
    const lowerName = rawHeaders[i]!.toLowerCase();
    if (/[\0\r\n]/.test(value)) throw new Problem('request/header-refused');
    // Gateway interfaces (RFC 3875, section 4.1.18) fold "_" and "-" into one: X_Api_Key would stand beside X-Api-Key.
    const folded = lowerName.includes('_') ? lowerName.replaceAll('_', '-') : lowerName;
    const isReplaced = replaced.has(lowerName) || replaced.has(folded);
    if (token !== undefined && (value.includes(token) || tokensIn(value).includes(token))) continue;
    if (!isReplaced && !isStripped(folded, scrub)) headers.push(rawHeaders[i]!, value);
  }
  if (scrub && !replaced.has('accept-encoding')) headers.push('accept-encoding', 'identity');
  if (options.bodyBytes !== undefined) headers.push('content-length', String(options.bodyBytes));
  for (const { name, value } of injected) headers.push(name, value.reveal());
  return headers;
}
