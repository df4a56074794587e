/**
 * Which credential a Host names, for clients that take nothing but a host: `finnhub.localhost:7421` names `finnhub`. What
 * is read from the Host decides alone: below the suffix the whole path is the caller's, and none of Keyward's own paths
 * (`/proxy/`, `/rpc/`, `/health`) can be reached; at any other Host all of them are Keyward's, and none is shadowed.
 *
 *     Host = key "." suffix [ ":" port ]      case-insensitive; the key may have dots
 *
 * @see RFC 9110, section 7.2
 */
import { isKey } from '../../domain/key.ts';
import { Problem } from '../../domain/problem.ts';

/**
 * The key that a Host names; undefined where it is no host below the suffix: the suffix itself, an IP address, any other.
 *
 * @throws Problem `target/invalid` where it lies below the suffix and names no key: it is never taken for Keyward's own
 */
export type KeyOfHost = (host: string | undefined) => string | undefined;

/** @param suffix - In lower case, without a dot in front: `localhost`, `broker.example.com`. */
export function createKeyOfHost(suffix: string): KeyOfHost {
  const end = `.${suffix}`;
  return (host) => {
    if (host === undefined) return undefined;
    const name = host.replace(/:\d*$/, '').toLowerCase();
    if (!name.endsWith(end)) return undefined;
    const key = name.slice(0, -end.length);
    if (!isKey(key)) throw new Problem('target/invalid');
    return key;
  };
}
