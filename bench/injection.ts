/**
 * What each kind of injection costs a call, beside a call into which nothing is put: target, header fields, body and
 * signature, as the hot path makes them; without network, cache fill and scrubbing. All kinds in turns within one run.
 *
 *     node bench/injection.ts [--rounds 15] [--calls 4000]
 */
import { generateKeyPairSync } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Upstreams } from '../server/src/broker/egress/upstreams.ts';
import type { Unsigned } from '../server/src/broker/injection/signer.ts';
import { makeSigner } from '../server/src/broker/injection/signers/index.ts';
import { type InjectionStep, placementOf, resolveRule } from '../server/src/domain/injection-rule.ts';
import type { Policy } from '../server/src/domain/policy.ts';
import { Secret } from '../server/src/domain/secret.ts';
import { editBody } from '../server/src/request/edit-body.ts';
import { type CompiledInjection, compileInjection } from '../server/src/request/inject.ts';
import { injectHost } from '../server/src/request/inject-host.ts';
import { buildRequestHeaders } from '../server/src/request/request-headers.ts';
import { buildTarget, parseCallerTarget } from '../server/src/request/target.ts';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, calls: { type: 'string', default: '4000' } },
});
const [ROUNDS, CALLS] = [Number(options.rounds), Number(options.calls)];
const SECRET = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
const CALLER = [
  'User-Agent',
  'bench',
  'Accept',
  'application/json',
  'Content-Type',
  'application/json',
  'X-Trace',
  '1',
];

function compile(rule: readonly InjectionStep[]): CompiledInjection {
  const lookup = (field: string): string | undefined => (field === 'username' ? 'acme' : undefined);
  const steps = resolveRule(rule, lookup);
  const role = {
    origins: ['https://api.example.com', 'https://acme.api.example.com'],
    placements: steps.map(placementOf),
  };
  const policy: Policy = {
    ...{ version: 1, fields: { token: ['api'] }, roles: { api: role } },
    ...{ plainHttp: 'loopback', release: [], setCookie: 'dropped', scrub: 'on' },
  };
  return compileInjection({ steps, lookup, secrets: new Map([['token', new Secret(SECRET)]]), policy, role: 'api' });
}

/** A body of about so many bytes, as APIs take them. */
function jsonOf(bytes: number): string {
  const row = (n: number) => ({ id: n, name: `Customer ${n}`, active: true });
  const rows = Array.from({ length: Math.floor(bytes / 48) }, (_, n) => row(n));
  return JSON.stringify({ rows, auth: { token: '' } });
}

/** The request of one call, its values put in, as the steps of the hot path do it. */
function callOf(injection: CompiledInjection, body?: { readonly kind: 'json' | 'form'; readonly text: string }) {
  return () => {
    const target = parseCallerTarget('/proxy/key/v1/customers/42?expand=orders&limit=10');
    const url = buildTarget(injectHost('https://api.example.com', injection), target, injection);
    const sent = body && Buffer.from(editBody(body.kind, body.text, injection.body), 'utf8');
    const headers = buildRequestHeaders(CALLER, {
      ...{ host: 'api.example.com', injected: injection.headers, drop: injection.slots },
      ...{ token: undefined, bodyBytes: sent?.length, scrub: true },
    });
    return { path: url.path, headers };
  };
}

type Kind = () => unknown;

function signing(name: string, inputs: Readonly<Record<string, string>>, body?: Buffer): Kind {
  const secrets = Object.fromEntries(Object.entries(inputs).map(([input, value]) => [input, new Secret(value)]));
  const signer = makeSigner({ name, inputs: secrets, owner: 'cred_1', tokenUrl: undefined });
  const parts = {
    ...{ organisationId: 'org_1', upstreams: undefined as unknown as Upstreams },
    ...{ clock: () => Date.now(), scrubberFor: () => undefined },
  };
  const call = callOf(compile([]));
  return () => {
    const { path, headers } = call();
    const announced = { hasBody: body !== undefined, contentSha256: undefined };
    const unsigned: Unsigned = { method: body ? 'POST' : 'GET', path, headers, body, ...announced };
    return signer.sign!(unsigned, parts);
  };
}

const AWS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG',
  sessionToken: '',
  region: 'eu-west-1',
};
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const value = '${token}';
const intoJson = compile([{ into: 'body', name: '/auth/token', value }]);

const kinds: Record<string, Kind> = {
  nothing: callOf(compile([])),
  header: callOf(compile([{ into: 'header', name: 'Authorization', value: 'Bearer ${token}' }])),
  basic: callOf(compile([{ into: 'basic', value: '${username}:${token}' }])),
  cookie: callOf(compile([{ into: 'cookie', name: 'sid', value }])),
  query: callOf(compile([{ into: 'query', name: 'api_key', value }])),
  path: callOf(compile([{ into: 'path', value: 'bot${token}' }])),
  host: callOf(
    compile([
      { into: 'host', value: '${username}' },
      { into: 'header', name: 'X-Key', value },
    ]),
  ),
  'body, JSON of 1 KiB': callOf(intoJson, { kind: 'json', text: jsonOf(1_024) }),
  'body, JSON of 64 KiB': callOf(intoJson, { kind: 'json', text: jsonOf(65_536) }),
  'body, form': callOf(compile([{ into: 'body', name: 'token', value }]), {
    kind: 'form',
    text: 'a=1&b=2&token=x&c=3',
  }),
  'signer aws-sigv4, S3': signing('aws-sigv4', { ...AWS, service: 's3' }),
  'signer aws-sigv4, body of 1 KiB': signing('aws-sigv4', { ...AWS, service: 'sqs' }, Buffer.alloc(1_024, 'a')),
  'signer jwt, token held': signing('jwt', {
    ...{
      privateKey: pem,
      algorithm: 'ES256',
      issuer: 'me',
      subject: 'me',
      audience: 'api',
      keyId: '',
      lifetimeSeconds: '3600',
    },
  }),
};

/** Microseconds of processor time a call. */
async function costOf(kind: Kind): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < CALLS; n++) {
    const made = kind();
    if (made instanceof Promise) await made;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
}

const costs = new Map<string, number[]>(Object.keys(kinds).map((name) => [name, []]));
for (let round = -2; round < ROUNDS; round++) {
  for (const [name, kind] of Object.entries(kinds)) {
    const cost = await costOf(kind);
    if (round >= 0) costs.get(name)!.push(cost);
  }
}
const median = (all: readonly number[]) => all.toSorted((a, b) => a - b)[all.length >> 1]!;
const base = median(costs.get('nothing')!);
process.stdout.write('| kind | µs a call | least to most | beside nothing |\n| --- | --- | --- | --- |\n');
for (const [name, all] of costs) {
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const shown = [median(all), least, most].map((cost) => cost.toFixed(1));
  process.stdout.write(
    `| ${name} | ${shown[0]} | ${shown[1]} to ${shown[2]} | + ${(median(all) - base).toFixed(1)} µs |\n`,
  );
}
