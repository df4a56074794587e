/**
 * Below which URL the caller's path lies: the credential's base URL, or for a credential without one the origin that the
 * caller names in `Keyward-Target`. The header is compared as a string with what the opened policy permits: it has the one
 * normal form of an origin or is refused, so that no second reading of it can point elsewhere.
 */
import { originOf, parseOrigin } from '../domain/origin.ts';
import type { PermittedOrigins } from '../domain/policy.ts';
import { Problem } from '../domain/problem.ts';

/** What a credential is bound to. */
interface Bound {
  readonly permittedOrigins: PermittedOrigins;
  /** With the labels that its rule puts before the host; undefined without one. */
  readonly baseUrl: string | undefined;
}

/**
 * @param named - The value of `Keyward-Target`; undefined where the caller sent none.
 * @returns a base URL as `parseBaseUrl` gives it
 * @throws Problem `target/missing` without a base URL and without the header, `target/invalid` where the header is not an
 *   origin in its normal form, `target/mismatch` where it is not the origin of the base URL, `policy/origin-refused`
 */
export function chooseBase({ baseUrl, permittedOrigins }: Bound, named: string | undefined): string {
  if (named === undefined) {
    if (baseUrl === undefined) throw new Problem('target/missing');
    return baseUrl;
  }
  if (!isNormalOrigin(named)) throw new Problem('target/invalid');
  if (!permittedOrigins.has(named)) throw new Problem('policy/origin-refused');
  if (baseUrl === undefined) return named;
  if (originOf(baseUrl) !== named) throw new Problem('target/mismatch');
  return baseUrl;
}

function isNormalOrigin(text: string): boolean {
  try {
    return parseOrigin(text) === text;
  } catch {
    return false;
  }
}
