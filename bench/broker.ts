/**
 * What a call through Keyward costs, beside a direct call, nginx with a static header (where it is installed) and the least
 * that a proxy on the same `node:http` and undici can do; and what each part of Keyward costs, by leaving it out. All in
 * turn within each round, so that what the machine does besides meets all of them.
 *
 *     node bench/broker.ts [--rounds 5] [--seconds 3] [--warm 8] [--connections 1,10,50,200]      wrk must be installed
 */
import { parseArgs } from 'node:util';
import { Keyward } from '../server/test/kit/keyward.ts';
import { hasNginx, startNginx } from '../server/test/kit/nginx.ts';
import { type Measured, runLoad } from './broker/load.ts';
import { parts } from './broker/parts.ts';
import { startScript } from './broker/process.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    warm: { type: 'string', default: '8' },
    connections: { type: 'string', default: '1,10,50,200' },
  },
});
const SECRET = 'sk_live_0123456789abcdef0123456789abcdef';
const REFERENCE = 'passthrough';

interface Variant {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly pid?: number;
}

await using started = new AsyncDisposableStack();
const run = async (script: string, ...args: string[]) => {
  const process = await startScript(script, ...args);
  started.defer(process.stop);
  return process;
};
const { url: upstream } = await run('upstream.ts', SECRET);
const passthrough = await run('passthrough.ts', upstream, 'x-api-key', SECRET);
const nginx = hasNginx()
  ? await startNginx({
      http: `upstream api { server ${new URL(upstream).host}; keepalive 256; }`,
      server: `location / { proxy_pass http://api; proxy_http_version 1.1; proxy_set_header Connection "";
        proxy_set_header X-Api-Key "${SECRET}"; }`,
    })
  : undefined;
started.defer(async () => nginx?.close());

const keyward = await Keyward.start();
started.defer(() => keyward.close());
const fields = { in: 'header', name: 'X-Api-Key', apiKey: SECRET };
for (const [key, scrub] of [
  ['on', 'on'],
  ['off', 'off'],
]) {
  const body = { type: 'ApiKey', baseUrl: upstream, fields, policy: { scrub } };
  const answer = await keyward.api('PUT', `credentials/${key}`, { body });
  if (answer.status !== 201) throw new Error(answer.text);
}
const grants = [{ credentials: ['on', 'off'], methods: ['GET'], paths: ['/quote', '/quote/**'] }];
const token = (await keyward.api('POST', 'access-tokens', { body: { name: 'bench', grants } })).json.token;
const own = { authorization: `Bearer ${token}` };

const PATH = '/quote?symbol=AAPL';
const variants: Variant[] = [
  { name: 'direct', url: upstream + PATH, headers: { 'x-api-key': SECRET } },
  ...(nginx ? [{ name: 'nginx, static header', url: nginx.url + PATH, headers: {} }] : []),
  { name: REFERENCE, url: passthrough.url + PATH, headers: {}, pid: passthrough.pid },
  { name: 'Keyward', url: `${keyward.brokerUrl}/proxy/on${PATH}`, headers: own, pid: keyward.child.pid! },
];
// The same as before, put together by this benchmark: what tells whether the rows below it can be compared.
for (const part of ['nothing', ...parts]) {
  const { url, pid } = await run('broker-without.ts', keyward.data, part);
  const key = part === 'scrubbing' ? 'off' : 'on';
  variants.push({ name: `Keyward without ${part}`, url: `${url}/proxy/${key}${PATH}`, headers: own, pid });
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
const measured = new Map<string, Measured[]>();
const rounds = Number(values.rounds);

// A variant runs at its speed when what is hot has been compiled.
for (const { url, headers } of variants) {
  await runLoad({ url, headers, connections: 50, seconds: Number(values.warm) });
}
for (const connections of values.connections.split(',').map(Number)) {
  for (let round = 0; round < rounds; round++) {
    for (const { name, url, headers, pid } of variants) {
      const one = await runLoad({ url, headers, pid, connections, seconds: Number(values.seconds) });
      measured.set(name, [...(measured.get(name) ?? []), one]);
    }
  }
  report(connections);
  measured.clear();
}

function report(connections: number): void {
  const reference = measured.get(REFERENCE)!;
  console.log(`\n${connections} connection${connections > 1 ? 's' : ''}, ${rounds} rounds of ${values.seconds} s\n`);
  console.log(
    `|  | requests a second | spread | to the ${REFERENCE} | processor a request | p50 | p99 |\n| --- | --- | --- | --- | --- | --- | --- |`,
  );
  for (const [name, all] of measured) {
    const rates = all.map(({ perSecond }) => perSecond);
    const ratio = median(rates.map((rate, round) => rate / reference[round]!.perSecond));
    const spread = `${Math.round(Math.min(...rates))}–${Math.round(Math.max(...rates))}`;
    const [p50, p99] = [median(all.map(({ p50Ms }) => p50Ms)), median(all.map(({ p99Ms }) => p99Ms))];
    const processor = all.flatMap(({ processorUs }) => processorUs ?? []);
    const cost = processor.length === 0 ? '' : `${Math.round(median(processor))} µs`;
    console.log(
      `| ${name} | ${Math.round(median(rates))} | ${spread} | ${ratio.toFixed(2)} | ${cost} | ${p50.toFixed(2)} ms | ${p99.toFixed(2)} ms |`,
    );
  }
}
