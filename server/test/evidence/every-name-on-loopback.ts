/**
 * Preloaded into the Keyward under test (`node --import`): every name is on loopback, so that no name server is asked
 * for vendors' names. Where the connections then go is for its egress proxy.
 */
import dns from 'node:dns/promises';
import { syncBuiltinESMExports } from 'node:module';

dns.lookup = (async () => [{ address: '127.0.0.1', family: 4 }]) as unknown as typeof dns.lookup;
syncBuiltinESMExports();
