/** How the broker of this process gets out: the options, the file of authorities and the proxy's credentials read. */
import { readFile } from 'node:fs/promises';
import { parsePermittedRanges } from '../broker/egress/classify-address.ts';
import { type EgressProxy, parseProxyUrl } from '../broker/egress/egress-proxy.ts';
import { parseNoProxy } from '../broker/egress/no-proxy.ts';
import { createTrust } from '../broker/egress/trust-anchors.ts';
import type { UpstreamsOptions } from '../broker/egress/upstreams.ts';
import type { Config } from '../config.ts';
import { Problem } from '../domain/problem.ts';
import { Secret } from '../domain/secret.ts';

/** Of the environment alone: the arguments of a process are there for everybody to read. */
const CREDENTIALS = 'KEYWARD_EGRESS_PROXY_CREDENTIALS';

/** @throws Problem `config/invalid`; nothing of the proxy's URL or credentials is quoted */
export async function readEgress(config: Config, environment: NodeJS.ProcessEnv): Promise<UpstreamsOptions> {
  const { ca, ...limits } = config.upstream;
  const proxy = readProxy(config, environment);
  return {
    ...limits,
    permitted: parsePermittedRanges(config.permitEgress),
    trust: createTrust(ca === undefined ? undefined : await readAuthorities(ca)),
    ...(proxy && { proxy }),
  };
}

function readProxy({ egressProxy, egressNoProxy }: Config, environment: NodeJS.ProcessEnv): EgressProxy | undefined {
  const isDirect = parseNoProxy(egressNoProxy);
  if (egressProxy === undefined) return undefined;
  const credentials = environment[CREDENTIALS];
  // RFC 7617, section 2: no colon in the user, no control characters in either.
  if (credentials && !/^[^:\p{Cc}]+:[^\p{Cc}]*$/u.test(credentials)) {
    throw new Problem('config/invalid', { detail: `${CREDENTIALS} takes user:password.` });
  }
  return { ...parseProxyUrl(egressProxy), isDirect, ...(credentials && { credentials: new Secret(credentials) }) };
}

async function readAuthorities(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new Problem('config/invalid', { detail: '--upstream-ca names a file that cannot be read.' });
  });
}
