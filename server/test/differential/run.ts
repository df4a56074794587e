/**
 * Sends generated and malformed requests to Keyward and to nginx, in front of the same upstream, and lists every
 * difference by its cause. One that docs/differential.md does not explain ends the run with an error.
 *
 *     node server/test/differential/run.ts [--count 100000] [--seed 1]          nginx must be installed
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { Keyward } from '../kit/keyward.ts';
import { startNginx } from '../kit/nginx.ts';
import { compareReadings, type Reading, readingOf, type Verdict } from './compare.ts';
import { startEchoUpstream } from './echo-upstream.ts';
import { explanationOf } from './explanations.ts';
import { type RequestCase, requestCases } from './request-cases.ts';
import { sendCase } from './send-case.ts';

const AT_ONCE = 48;
const BATCH = 2_000;
const SECRET = 'the-real-one';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});

const upstream = await startEchoUpstream({ prefix: '/proxy/sample', secret: SECRET });
const upstreamUrl = `http://127.0.0.1:${upstream.port}`;
const nginx = await startNginx({
  http: `upstream api { server 127.0.0.1:${upstream.port}; keepalive 64; }`,
  server: `merge_slashes off; underscores_in_headers off; location / {
    proxy_pass http://api; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header X-Api-Key "${SECRET}"; }`,
});
const keyward = await Keyward.start({ flags: ['--log-level', 'error'] });
const secret = { in: 'header', name: 'X-Api-Key', apiKey: SECRET };
await keyward.api('PUT', 'credentials/sample', { body: { type: 'ApiKey', baseUrl: upstreamUrl, fields: secret } });
const token = await keyward.tokenFor('sample');
const brokerPort = Number(new URL(keyward.brokerUrl).port);
// The first use is committed before it is dialled: what is compared is a warm broker.
await keyward.call('/sample/warm', { token });

interface Difference {
  readonly verdict: Verdict;
  readonly of: RequestCase;
  readonly mine: Reading;
  readonly theirs: Reading;
}

async function compareOne(of: RequestCase): Promise<Difference> {
  const text = of.text.replaceAll('{token}', token);
  const expected = text.includes('/smuggled') ? 2 : 1;
  const [mine, theirs] = await Promise.all([
    sendCase({ port: brokerPort, text, expected }).then(readingOf),
    sendCase({ port: nginx.port, text, expected }).then(readingOf),
  ]);
  return { verdict: compareReadings(mine, theirs), of, mine, theirs };
}

const counts: Record<Verdict, number> = { same: 0, stricter: 0, laxer: 0, different: 0 };
const explained = new Map<string, number>();
const unexplained: Difference[] = [];
let doubled = 0;

function note(difference: Difference): void {
  const { verdict, of, mine, theirs } = difference;
  counts[verdict]++;
  if (mine.passed.some(({ isInjectedOnce }) => !isInjectedOnce)) doubled++;
  if (verdict === 'same') return;
  const explanation = explanationOf({ verdict, oddities: of.oddities, mine, theirs });
  if (explanation === undefined) unexplained.push(difference);
  else explained.set(explanation, (explained.get(explanation) ?? 0) + 1);
}

async function runBatch(cases: readonly RequestCase[]): Promise<void> {
  const queue = cases[Symbol.iterator]();
  const worker = async () => {
    for (const one of queue) note(await compareOne(one));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const total = Number(values.count);
for (let done = 0; done < total; done += BATCH) {
  const numRuns = Math.min(BATCH, total - done);
  await runBatch(fc.sample(requestCases, { seed: Number(values.seed) + done, numRuns }));
}

console.log(`${total} requests: ${JSON.stringify(counts)}; the secret not exactly once: ${doubled}`);
for (const [text, count] of [...explained].sort((a, b) => b[1] - a[1]))
  console.log(`${String(count).padStart(7)}  ${text}`);
const causes = new Map<string, { count: number; example: Difference }>();
for (const example of unexplained) {
  const cause = `${example.verdict}: ${example.of.oddities.join(' + ')} | keyward ${example.mine.refused ?? 'passed'} | nginx ${example.theirs.refused ?? 'passed'}`;
  causes.set(cause, { count: (causes.get(cause)?.count ?? 0) + 1, example });
}
console.log(`not explained: ${unexplained.length}`);
for (const [cause, { count, example }] of [...causes].sort((a, b) => b[1].count - a[1].count).slice(0, 60)) {
  console.log(`${String(count).padStart(7)}  ${cause}`);
  console.log(JSON.stringify([example.of.text.slice(0, 400), example.mine.passed, example.theirs.passed]));
}
await Promise.all([keyward.close(), nginx.close(), upstream.close()]);
process.exitCode = unexplained.length > 0 || doubled > 0 ? 1 : 0;
