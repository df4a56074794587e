/**
 * Which upstreams are dialled directly although there is an egress proxy. It chooses a way only: every address is judged by
 * the guard on either way.
 */
import { BlockList, isIP } from 'node:net';
import { Problem } from '../../domain/problem.ts';
import type { ResolvedAddress } from './resolve-address.ts';

/** @returns whether the upstream is dialled directly */
export type NoProxy = (hostname: string, addresses: readonly ResolvedAddress[]) => boolean;

const NAME = /^(?:\*?\.)?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

/**
 * Parses the operator's `--egress-no-proxy`.
 *
 * @param entries - `api.example` is that host; `.example` and `*.example` all below it; `10.0.0.0/8`, `fd00::/8` and single
 *   addresses match a host all of whose addresses lie there.
 * @throws Problem `config/invalid`
 */
export function parseNoProxy(entries: readonly string[]): NoProxy {
  const ranges = new BlockList();
  const names = new Set<string>();
  const suffixes: string[] = [];
  for (const [index, entry] of entries.map((text) => text.toLowerCase()).entries()) {
    if (addRange(ranges, entry)) continue;
    if (!NAME.test(entry) || entry.includes('/')) throw invalid(index);
    if (/^\*?\./.test(entry)) suffixes.push(entry.replace('*', ''));
    else names.add(entry);
  }
  return (hostname, addresses) =>
    names.has(hostname) ||
    suffixes.some((suffix) => hostname.endsWith(suffix)) ||
    addresses.every(({ address, family }) => ranges.check(address, family === 4 ? 'ipv4' : 'ipv6'));
}

/** @returns whether the entry is an address or a range */
function addRange(ranges: BlockList, entry: string): boolean {
  const [base = '', prefix, ...rest] = entry.split('/');
  const family = isIP(base);
  if (family === 0 || rest.length > 0) return false;
  const most = family === 4 ? 32 : 128;
  const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (!(bits <= most)) return false;
  ranges.addSubnet(base, bits, family === 4 ? 'ipv4' : 'ipv6');
  return true;
}

function invalid(index: number): Problem {
  return new Problem('config/invalid', {
    detail: `Entry ${index + 1} of --egress-no-proxy is no host and no CIDR range.`,
  });
}
