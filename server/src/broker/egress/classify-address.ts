/**
 * Which IP addresses the broker may connect to. A pure classifier, apart from the dialling: it judges one literal
 * address and never resolves a name. Whatever is not plainly a public unicast address is denied, unless the operator
 * lists its range.
 *
 *     IPv4          denied by the table below
 *     ::ffff:a.b.c.d  (IPv4-mapped)  judged as a.b.c.d, the operator's IPv4 ranges included
 *     64:ff9b::a.b.c.d  (NAT64)      permitted only when a.b.c.d is public
 *     other IPv6    only 2000::/3, without the ranges in the table
 *
 * @see RFC 6890 and the IANA special-purpose address registries
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Problem } from '../../domain/problem.ts';

type Address = ReturnType<typeof ipaddr.parse>;
type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** Ranges that the operator permits, parsed. */
export type PermittedRanges = readonly Range[];

/** Whether an address may be dialled; `range` names why not, for the redacted log. */
export type AddressVerdict = { readonly kind: 'permitted' } | { readonly kind: 'denied'; readonly range: string };

const DENIED = (
  [
    ['0.0.0.0/8', 'this network'],
    ['10.0.0.0/8', 'private'],
    ['100.64.0.0/10', 'shared address space'],
    ['127.0.0.0/8', 'loopback'],
    ['168.63.129.16/32', 'Azure platform'],
    ['169.254.0.0/16', 'link-local'],
    ['172.16.0.0/12', 'private'],
    ['192.0.0.0/24', 'protocol assignments'],
    ['192.0.2.0/24', 'documentation'],
    ['192.88.99.0/24', '6to4 relay'],
    ['192.168.0.0/16', 'private'],
    ['198.18.0.0/15', 'benchmarking'],
    ['198.51.100.0/24', 'documentation'],
    ['203.0.113.0/24', 'documentation'],
    ['224.0.0.0/4', 'multicast'],
    ['240.0.0.0/4', 'reserved'],
    ['::/128', 'unspecified'],
    ['::1/128', 'loopback'],
    ['::/96', 'IPv4-compatible'],
    ['::ffff:0:0:0/96', 'IPv4-translated'],
    ['64:ff9b:1::/48', 'local NAT64'],
    ['100::/64', 'discard'],
    ['2001::/32', 'Teredo'],
    ['2001::/23', 'protocol assignments'],
    ['2001:db8::/32', 'documentation'],
    ['2002::/16', '6to4'],
    ['3fff::/20', 'documentation'],
    ['5f00::/16', 'segment routing'],
    ['fc00::/7', 'unique local'],
    ['fe80::/10', 'link-local'],
    ['fec0::/10', 'site-local'],
    ['ff00::/8', 'multicast'],
  ] as const
).map(([cidr, name]) => ({ range: ipaddr.parseCIDR(cidr), name }));

const MAPPED = ipaddr.parseCIDR('::ffff:0:0/96');
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96');
/** `localhost` is both on most hosts, and one denied address denies a name (RFC 6761, section 6.3). */
const LOOPBACK = ['127.0.0.0/8', '::1/128'].map((cidr) => ipaddr.parseCIDR(cidr));
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** ipaddr.js reads `::a.b.c.d` as `::ffff:a.b.c.d`; the URL parser writes both without dots, and apart. */
function withoutDots(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

function lies(address: Address, range: Range): boolean {
  return address.kind() === range[0].kind() && address.match(range);
}

function embeddedV4(address: Address): Address {
  return ipaddr.fromByteArray(address.toByteArray().slice(12));
}

function judge(address: Address, permitted: PermittedRanges): AddressVerdict {
  if (permitted.some((range) => lies(address, range))) return { kind: 'permitted' };
  if (lies(address, MAPPED)) return judge(embeddedV4(address), permitted);
  if (lies(address, NAT64)) return judge(embeddedV4(address), []);
  const denied = DENIED.find(({ range }) => lies(address, range));
  if (denied) return { kind: 'denied', range: denied.name };
  const isUnallocated = address.kind() === 'ipv6' && !lies(address, GLOBAL_UNICAST);
  return isUnallocated ? { kind: 'denied', range: 'unallocated' } : { kind: 'permitted' };
}

/**
 * Judges one literal address.
 *
 * @param address - Dotted IPv4 or IPv6 without brackets. Anything else, a zone identifier included, is denied.
 * @param permitted - From `parsePermittedRanges`; an IPv4 range also permits its IPv4-mapped form, no other embedding.
 */
export function classifyAddress(address: string, permitted: PermittedRanges): AddressVerdict {
  // ipaddr.js also takes `127.1` and `0x7f000001`; isIP takes canonical forms only.
  if (isIP(address) === 0 || address.includes('%')) return { kind: 'denied', range: 'not an address' };
  return judge(ipaddr.parse(withoutDots(address)), permitted);
}

/**
 * Parses the operator's `--permit-egress`.
 *
 * @param ranges - `127.0.0.0/8`, `fd00::/8`, no bits set behind the prefix; or `loopback`, of both families.
 * @throws Problem `config/invalid`
 */
export function parsePermittedRanges(ranges: readonly string[]): PermittedRanges {
  return ranges.flatMap((range, index) => (range === 'loopback' ? LOOPBACK : parseRange(range, index)));
}

function parseRange(cidr: string, index: number): [Range] {
  const [, base = '', prefix = ''] = /^([0-9a-f.:]+)\/(0|[1-9]\d{0,2})$/i.exec(cidr) ?? [];
  const isInRange = isIP(base) !== 0 && Number(prefix) <= (isIP(base) === 4 ? 32 : 128);
  if (isInRange && hasZeroHostBits(base, Number(prefix))) return [[ipaddr.parse(withoutDots(base)), Number(prefix)]];
  throw new Problem('config/invalid', {
    detail: `Permitted egress range ${index + 1} is neither \`loopback\` nor a CIDR range such as 10.0.0.0/8, with zeros behind its prefix.`,
  });
}

function hasZeroHostBits(base: string, prefix: number): boolean {
  const bits = ipaddr
    .parse(withoutDots(base))
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return !bits.slice(prefix).includes('1');
}
