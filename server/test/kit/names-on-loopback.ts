/**
 * Preloaded into a Keyward under test (`node --import`): every name below `test` is on loopback, as a name server of the
 * test would answer it. The egress guard judges the answer like any other.
 */
import dns from 'node:dns/promises';
import { syncBuiltinESMExports } from 'node:module';

const { lookup } = dns;

dns.lookup = ((hostname: string, options: { all: true }) =>
  hostname.endsWith('.test')
    ? Promise.resolve([{ address: '127.0.0.1', family: 4 }])
    : lookup(hostname, options)) as typeof dns.lookup;
syncBuiltinESMExports();
