/**
 * What holds for every request, however malformed, without another proxy to compare with: what was not plainly refused
 * reaches the upstream as it was meant, with the secret once and without the token, and never more of it than was sent.
 * `node server/test/differential/run.ts` compares with nginx.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { readingOf } from './differential/compare.ts';
import { type EchoUpstream, startEchoUpstream } from './differential/echo-upstream.ts';
import { type RequestCase, requestCases } from './differential/request-cases.ts';
import { sendCase } from './differential/send-case.ts';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';

const canary = newCanary();
const COUNT = 1_500;
const AT_ONCE = 32;
let upstream: EchoUpstream;
let keyward: Keyward;
let token: string;
let port: number;

before(async () => {
  upstream = await startEchoUpstream({ prefix: '/proxy/sample', secret: canary });
  keyward = await Keyward.start({ flags: ['--log-level', 'error'] });
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const body = { type: 'ApiKey', baseUrl: `http://127.0.0.1:${upstream.port}`, fields };
  assert.equal((await keyward.api('PUT', 'credentials/sample', { body })).status, 201);
  token = await keyward.tokenFor('sample');
  port = Number(new URL(keyward.brokerUrl).port);
});
after(async () => {
  await keyward.close();
  await upstream.close();
});

/** A loaded machine may stall a process for seconds, which is no silence. */
const SILENCE_MS = 8_000;
const PLAIN_BODIES = new Set(['', 'hello=world', 'hello']);

async function judge({ text, oddities }: RequestCase): Promise<void> {
  const requests = text.includes('/smuggled') ? 2 : 1;
  const reading = readingOf(
    await sendCase({ port, text: text.replaceAll('{token}', token), expected: requests, silenceMs: SILENCE_MS }),
  );
  const what = `${oddities.join(' + ')}: ${JSON.stringify(reading)}`;
  assert.ok(reading.passed.length <= requests, what);
  assert.ok(reading.passed.length > 0 || /^\d/.test(reading.refused!), `no answer at all: ${what}`);
  for (const { isInjectedOnce, fields, body, url } of reading.passed) {
    assert.ok(isInjectedOnce, what);
    assert.ok(!fields.some((name) => name.startsWith('keyward-') || name === 'x_api_key'), what);
    assert.ok(PLAIN_BODIES.has(body), what);
    assert.ok(url.startsWith('/') && !url.startsWith('//'), what);
  }
  if (oddities.length === 0) assert.equal(reading.passed.length, requests, what);
}

test(`${COUNT} generated requests: each is refused, or reaches the upstream as it was meant`, async () => {
  // The first use is committed before it is dialled.
  assert.equal((await keyward.call('/sample/warm', { token })).status, 200);
  const cases = fc.sample(requestCases, { seed: 4, numRuns: COUNT })[Symbol.iterator]();
  const worker = async () => {
    for (const one of cases) await judge(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
});

test('after all of them the broker serves, and the canary is nowhere', async () => {
  assert.equal((await keyward.call('/sample/after', { token })).status, 200);
  assert.deepEqual(await keyward.leaksOf(canary), []);
});
