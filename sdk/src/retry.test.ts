import assert from 'node:assert/strict';
import test from 'node:test';
import { retrying } from './retry.ts';

const unavailable = () => Response.json({ code: 'store/unavailable' }, { status: 503 });
const invalid = () => Response.json({ code: 'request/invalid' }, { status: 422 });

/** Sends one request over answers given in order; null is a broken connection. */
async function send(answers: readonly (() => Response | null)[], init: RequestInit = {}, retries = 2) {
  const delays: number[] = [];
  let sent = 0;
  const fetch = async (request: Request) => {
    const answer = answers[Math.min(sent, answers.length - 1)]!();
    sent += 1;
    assert.equal(await request.text(), init.body ?? '', 'the body goes along each time');
    if (answer === null) throw new TypeError('broken');
    return answer;
  };
  const sleep = async (milliseconds: number) => void delays.push(milliseconds);
  const attempt = retrying({ retries, fetch, sleep, random: () => 0.5 })(new Request('http://k.test/', init));
  const status = await attempt.then(
    (response) => response.status,
    () => 0,
  );
  return { status, sent, delays };
}

test('a retryable problem is repeated, with growing pauses, until it is over', async () => {
  const answers = [unavailable, unavailable, () => Response.json({})];
  assert.deepEqual(await send(answers), { status: 200, sent: 3, delays: [150, 300] });
});

test('after the last attempt its answer stands', async () => {
  assert.deepEqual(await send([unavailable]), { status: 503, sent: 3, delays: [150, 300] });
  assert.deepEqual(await send([unavailable], {}, 0), { status: 503, sent: 1, delays: [] });
});

test('what is not retryable is not repeated', async () => {
  const other = () => Response.json({ code: 'internal/unexpected' }, { status: 500 });
  const foreign = () => new Response('<html>', { status: 503 });
  for (const answer of [invalid, other, foreign]) assert.equal((await send([answer])).sent, 1);
});

test('methods that do something each time are repeated only under an idempotency key', async () => {
  for (const method of ['POST', 'PATCH'])
    assert.equal((await send([unavailable], { method, body: 'x' })).sent, 1, method);
  for (const method of ['PUT', 'DELETE'])
    assert.equal((await send([unavailable], { method, body: 'x' })).sent, 3, method);
  const keyed = { method: 'POST', body: 'x', headers: { 'Idempotency-Key': 'k' } };
  assert.equal((await send([unavailable], keyed)).sent, 3);
});

test('a broken connection is repeated for GET alone, since a write may have happened', async () => {
  assert.deepEqual(await send([() => null, () => Response.json({})]), { status: 200, sent: 2, delays: [150] });
  assert.deepEqual(await send([() => null], { method: 'PUT', body: 'x' }), { status: 0, sent: 1, delays: [] });
});

test('the server says how long to wait, up to 10 seconds', async () => {
  const limited = (seconds: string) => () =>
    Response.json({ code: 'store/unavailable' }, { status: 503, headers: { 'retry-after': seconds } });
  assert.deepEqual((await send([limited('3'), () => Response.json({})])).delays, [3_000]);
  assert.deepEqual((await send([limited('3600'), () => Response.json({})])).delays, [10_000]);
});

test('giving up ends the pause', async () => {
  const controller = new AbortController();
  const request = new Request('http://k.test/', { signal: controller.signal });
  const attempt = retrying({ fetch: async () => unavailable(), retries: 9 })(request);
  setTimeout(() => controller.abort(new Error('enough')), 20);
  await assert.rejects(attempt, { message: 'enough' });
});
