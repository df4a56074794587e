/**
 * A secret that is replaced costs its callers nothing: a request that has no answer yet begins anew, with the new secret,
 * wherever HTTP permits to send it twice. What cannot be repeated is refused, and what was withdrawn stays withdrawn.
 */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
const [OLD, NEW] = [`${canary}-old`, `${canary}-new`];
/** Requests with the old secret, which are never answered. */
const waiting = new Set<ServerResponse>();
let upstream: Upstream;
let keyward: Keyward;

before(async () => {
  upstream = await startUpstream(({ headers, method, body }, response) => {
    if (headers['x-api-key'] === NEW) return void response.end(`${method} ${body}`);
    waiting.add(response);
    response.once('close', () => waiting.delete(response));
  });
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

async function put(key: string, apiKey: string, more: object = {}): Promise<void> {
  const fields = { in: 'header', name: 'X-Api-Key', apiKey };
  const body = { type: 'ApiKey', baseUrl: upstream.url, fields, ...more };
  assert.ok((await keyward.api('PUT', `credentials/${key}`, { body })).status < 300);
}

interface Sent {
  readonly method?: string;
  readonly body?: string;
}

/** Sends a request, and makes the change once it is at the upstream. */
async function changeMeanwhile(key: string, change: () => Promise<unknown>, sent: Sent = {}): Promise<Answer> {
  await put(key, OLD);
  const calling = keyward.call(`/${key}/slow`, { token: await keyward.tokenFor(key), ...sent });
  await until(() => waiting.size === 1, 'the request is at the upstream');
  await change();
  const answer = await calling;
  await until(() => waiting.size === 0, 'the first attempt is cut');
  return answer;
}

test('a request without an answer begins anew with the secret that replaced its own', async () => {
  for (const method of ['GET', 'DELETE']) {
    const key = `replaced-${method.toLowerCase()}`;
    const answer = await changeMeanwhile(key, () => put(key, NEW), { method });
    assert.deepEqual([answer.status, answer.text], [200, `${method} `]);
  }
});

test('it is one request in the log, and no refusal in the audit log', async () => {
  const answer = await changeMeanwhile('logged', () => put('logged', NEW));
  assert.equal(answer.status, 200);
  const list = async () => (await keyward.api('GET', 'requests?credential=logged')).json.items as { status: number }[];
  await until(async () => (await list()).length > 0, 'the request is logged');
  assert.deepEqual(
    (await list()).map(({ status }) => status),
    [200],
  );
  const { items } = (await keyward.api('GET', 'audit?limit=200')).json;
  assert.deepEqual(
    items.filter(({ outcome }: { outcome: string }) => outcome !== 'done'),
    [],
  );
});

test('what may not be sent twice is refused with when to repeat it: whether the upstream has acted is unknown', async () => {
  for (const sent of [{ method: 'POST' }, { method: 'PUT', body: 'read already' }]) {
    const key = `once-${sent.method.toLowerCase()}`;
    const answer = await changeMeanwhile(key, () => put(key, NEW), sent);
    assert.deepEqual([answer.status, answer.json.code], [409, 'credential/changed']);
    assert.equal(answer.headers.get('retry-after'), '1');
  }
});

test('a credential that is deleted meanwhile is refused', async () => {
  const deleted = await changeMeanwhile('deleted', () => keyward.api('DELETE', 'credentials/deleted'));
  assert.deepEqual([deleted.status, deleted.json.code], [404, 'credential/not-found']);
});

test('a secret that is replaced without end does not keep a request for ever', async () => {
  let isOver = false;
  const replacing = async (): Promise<void> => {
    for (let count = 0; !isOver; count++) await put('restless', `${OLD}-${count}`);
  };
  const changes = Promise.withResolvers<void>();
  const answer = await changeMeanwhile('restless', async () => void replacing().then(changes.resolve));
  isOver = true;
  await changes.promise;
  assert.deepEqual([answer.status, answer.json.code], [409, 'credential/changed']);
});
