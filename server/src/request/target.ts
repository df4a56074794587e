/**
 * The target of a proxied request: taken from the caller's raw request line, joined to the credential's base URL, and
 * asserted to lie there after all steps. A path is sent as the caller wrote it or not at all: nothing is resolved,
 * collapsed or decoded on the way, so what was judged is what the upstream gets.
 *
 *     /proxy/{key}{path}?{query}      path: empty, or beginning with "/"
 *     {path}?{query}                  where the Host names the key; path: beginning with "/"
 *
 * @see RFC 3986, sections 3.3 and 6.2.2
 */
import type { Origin } from '../domain/origin.ts';
import { hasDotSegment } from '../domain/path-segment.ts';
import { Problem } from '../domain/problem.ts';
import type { InjectedValue, TargetInjection } from './injected-value.ts';
import { parameterName } from './parameter-name.ts';

/** What the caller asked for. */
export interface CallerTarget {
  /** Key or id of the credential, not yet looked up. */
  readonly key: string;
  /** Whether the key stood in the path or in the Host: links in the answer are written in the same form. */
  readonly form: 'path' | 'host';
  /** Raw path below the base URL; empty, or beginning with a slash. */
  readonly path: string;
  /** Raw query without its question mark; empty when there is none. */
  readonly query: string;
  /** For grants: unreserved characters decoded, escapes in upper case (RFC 3986, section 6.2.2); never empty. */
  readonly normalisedPath: string;
  /** Whether the path has `%2f` or `%5c`: refused under a path grant, because upstreams differ on what it means. */
  readonly hasEncodedSlash: boolean;
}

/** What is sent. */
export interface BuiltTarget {
  readonly origin: Origin;
  /** Path and query; contains the secret where one is injected into either: never log it. */
  readonly path: string;
  /** The path alone; as secret as `path`. */
  readonly pathname: string;
  /** The caller's own path below the base URL, without what was injected: for logs and statistics. */
  readonly callerPath: string;
}

const PATH_FORM = /^\/proxy\/(?<key>[A-Za-z0-9][A-Za-z0-9._-]{0,127})(?<path>(?:\/[^?]*)?)(?:\?(?<query>.*))?$/;
const HOST_FORM = /^(?<path>\/[^?]*)(?:\?(?<query>.*))?$/;
// Visible ASCII without backslash and "#": a fragment is never sent (RFC 9112, section 3.2).
const REFUSED_CHARACTER = /[^\x21\x22\x24-\x5b\x5d-\x7e]/;
const REFUSED_IN_PATH = /\/\/|%(?:[01][0-9a-f]|7f)/i;
const BAD_ESCAPE = /%(?![0-9a-f]{2})/i;
const ENCODED_SLASH = /%2f|%5c/i;

function refuse(): never {
  throw new Problem('target/invalid');
}

function isUtf8Encoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function normalise(path: string): string {
  if (path === '') return '/';
  if (!path.includes('%')) return path;
  return path.replace(/%[0-9a-f]{2}/gi, (octet) => {
    const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : octet.toUpperCase();
  });
}

/**
 * Reads the raw request target of a proxied request.
 *
 * @param rawUrl - As in the request line, origin form: `/proxy/{key}/{path}?{query}`, or the caller's path alone.
 * @param hostKey - The key that the Host names; undefined where it names none.
 * @throws Problem `target/invalid` for another form, no key, dot segments, `//`, backslash, control or non-ASCII
 *   characters (in the path also encoded), a fragment, escapes that are not well formed
 */
export function parseCallerTarget(rawUrl: string, hostKey?: string): CallerTarget {
  const form = hostKey === undefined ? 'path' : 'host';
  const parts = (form === 'path' ? PATH_FORM : HOST_FORM).exec(rawUrl)?.groups;
  const { key = hostKey, path = '', query = '' } = parts ?? {};
  if (!parts || key === undefined || REFUSED_CHARACTER.test(rawUrl) || BAD_ESCAPE.test(rawUrl)) refuse();
  // Overlong forms of "." and "/" are not UTF-8.
  if (REFUSED_IN_PATH.test(path) || hasDotSegment(path) || !isUtf8Encoded(path)) refuse();
  return { key, form, path, query, normalisedPath: normalise(path), hasEncodedSlash: ENCODED_SLASH.test(path) };
}

/** The same target with another path: empty, or beginning with a slash. */
export function withPath(target: CallerTarget, path: string): CallerTarget {
  return { ...target, path, normalisedPath: normalise(path), hasEncodedSlash: ENCODED_SLASH.test(path) };
}

function joinQuery(query: string, injected: readonly InjectedValue[]): string {
  if (injected.length === 0) return query;
  const names = new Set(injected.map(({ name }) => name));
  const kept = query.split('&').filter((parameter) => parameter !== '' && !names.has(parameterName(parameter)));
  const added = injected.map(({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value.reveal())}`);
  return [...kept, ...added].join('&');
}

/** The base URL is in its normal form, so its origin ends at the third slash; `assertTarget` proves it. */
function splitBase(baseUrl: string): { origin: Origin; basePath: string } {
  const slash = baseUrl.indexOf('/', 'https://'.length);
  return slash < 0
    ? { origin: baseUrl, basePath: '' }
    : { origin: baseUrl.slice(0, slash), basePath: baseUrl.slice(slash).replace(/\/$/, '') };
}

/**
 * The last assertion: what will be sent, parsed anew after all steps, lies at the origin and below the path of the base
 * URL, behind the injected segments.
 *
 * @param baseUrl - As `parseBaseUrl` gives it, or `injectHost` from it.
 * @throws Problem `target/invalid`
 */
export function assertTarget(baseUrl: string, built: Pick<BuiltTarget, 'origin' | 'path' | 'pathname'>): void {
  const { origin, basePath } = splitBase(baseUrl);
  const url = URL.parse(built.origin + built.path);
  const isSame = url !== null && url.origin === origin && url.pathname === built.pathname && url.hash === '';
  const isPlain = isSame && built.origin === origin && url.username === '' && url.password === '';
  const isStraight = isPlain && !built.pathname.includes('//');
  if (!isStraight || (built.pathname !== basePath && !built.pathname.startsWith(`${basePath}/`))) refuse();
}

/**
 * Joins the caller's target to the base URL and asserts the result.
 *
 * @param baseUrl - As `parseBaseUrl` gives it, or `injectHost` from it.
 * @param injection - Segments stand between the path of the base URL and the caller's. Parameters stand exactly once; the
 *   caller's of the same decoded name are dropped.
 * @throws Problem `target/invalid` where origin or base path would not be those of the base URL
 */
export function buildTarget(
  baseUrl: string,
  target: Pick<CallerTarget, 'path' | 'query'>,
  injection: Pick<TargetInjection, 'query' | 'path'>,
): BuiltTarget {
  const { origin, basePath } = splitBase(baseUrl);
  const above = basePath + (injection.path?.reveal() ?? '');
  const pathname = `${above}${target.path}` || '/';
  const query = joinQuery(target.query, injection.query);
  const path = query === '' ? pathname : `${pathname}?${query}`;
  const built = { origin, pathname, path, callerPath: target.path || '/' };
  assertTarget(origin + above, built);
  return built;
}
