/**
 * Preloaded into a Keyward under test (`node --import`): every name below `test` is on loopback, as a name server of the
 * test would answer it, and `localhost` is `::1` before `127.0.0.1`, as on hosts with both families. The egress guard
 * judges the answer like any other.
 */
import dns from 'node:dns/promises';
import { syncBuiltinESMExports } from 'node:module';

const { lookup } = dns;

const v4 = { address: '127.0.0.1', family: 4 };
const v6 = { address: '::1', family: 6 };

dns.lookup = (async (hostname: string, options: { all: true }) => {
  if (hostname === 'localhost') return [v6, v4];
  return hostname.endsWith('.test') ? [v4] : lookup(hostname, options);
}) as typeof dns.lookup;
syncBuiltinESMExports();
