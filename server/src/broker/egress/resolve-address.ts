/**
 * From a host to the addresses that may be dialled. Literal addresses are judged without a look-up; of a name every
 * DNS answer is judged, and one denied answer denies the name. It never connects.
 */
import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Problem } from '../../domain/problem.ts';
import { classifyAddress, type PermittedRanges } from './classify-address.ts';

/** An address that has been judged and permitted. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Gives all addresses of a name, best first; rejects or gives none where there are none. */
export type LookupAll = (hostname: string) => Promise<readonly { readonly address: string }[]>;

export interface ResolveOptions {
  readonly permitted: PermittedRanges;
  /** Default: the system's resolver, in its own order. */
  readonly lookup?: LookupAll;
}

const NAME = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/;
// WHATWG URL, section 3.5 (ends-in-a-number checker): resolvers read such names as addresses.
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

function systemLookup(hostname: string): ReturnType<LookupAll> {
  return dnsLookup(hostname, { all: true, order: 'verbatim' });
}

/** Told by the name alone: what a name resolves to is not for callers to know. */
function adviceFor(hostname: string): { detail?: string } {
  if (!/(?:^|\.)localhost$/.test(hostname)) return {};
  return { detail: 'All addresses of a name count: --permit-egress loopback permits both of localhost.' };
}

function assertPermitted(address: string, hostname: string, permitted: PermittedRanges): ResolvedAddress {
  const verdict = classifyAddress(address, permitted);
  if (verdict.kind === 'denied') {
    throw new Problem('egress/denied', { ...adviceFor(hostname), cause: { address, range: verdict.range } });
  }
  return { address, family: isIP(address) === 4 ? 4 : 6 };
}

async function lookUp(hostname: string, lookup: LookupAll): Promise<readonly { readonly address: string }[]> {
  try {
    return await lookup(hostname);
  } catch (cause) {
    throw new Problem('upstream/unreachable', { cause });
  }
}

/**
 * Resolves a host to the addresses to dial, best first; never empty.
 *
 * @param hostname - As in `URL.hostname`: lower case, punycode, IPv6 with or without brackets.
 * @throws Problem `egress/denied` where one address is denied, or the name is none (numeric, trailing dot, Unicode)
 * @throws Problem `upstream/unreachable` without an answer
 */
export async function resolveAddresses(hostname: string, options: ResolveOptions): Promise<readonly ResolvedAddress[]> {
  const { permitted, lookup = systemLookup } = options;
  const literal = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(literal) !== 0) return [assertPermitted(literal, hostname, permitted)];
  if (!NAME.test(hostname) || ENDS_IN_NUMBER.test(hostname)) throw new Problem('egress/denied');
  const answers = await lookUp(hostname, lookup);
  const addresses = answers.map(({ address }) => assertPermitted(address, hostname, permitted));
  if (addresses.length === 0) throw new Problem('upstream/unreachable');
  return addresses;
}
