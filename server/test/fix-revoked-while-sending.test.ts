/**
 * Catalogue 26: a request whose body a credential is put into waits for that body, and what was judged before may have
 * ended meanwhile. Then nothing is sent, however far the body has come.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let upstream: Upstream;
let keyward: Keyward;

before(async () => {
  upstream = await startUpstream((_, response) => response.end('done'));
  keyward = await Keyward.start();
  await put('sample');
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

async function put(key: string): Promise<void> {
  const injection = [{ into: 'body', name: '/token', value: '${value}' }];
  const body = { type: 'Secret', baseUrl: upstream.url, fields: { value: canary }, injection };
  assert.equal((await keyward.api('PUT', `credentials/${key}`, { body })).status, 201);
}

async function newToken(more: object = {}): Promise<{ id: string; token: string }> {
  const body = { name: 'runner', grants: [{ credentials: ['*'] }], ...more };
  const answer = await keyward.api('POST', 'access-tokens', { body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

/** Sends half of a body, waits for `meanwhile`, sends the rest. @returns the code of the refusal */
async function sendInHalves(
  key: string,
  token: string,
  meanwhile: () => Promise<unknown>,
): Promise<string | undefined> {
  const { hostname: host, port } = new URL(keyward.brokerUrl);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': 8 };
  const sending = httpRequest({ host, port, method: 'POST', path: `/proxy/${key}/x`, headers, agent: false });
  sending.write('{"a"');
  await sleep(300);
  await meanwhile();
  await sleep(1_000);
  sending.end(': 1}');
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.headers['keyward-error'] as string | undefined;
}

test('a token that is revoked while the body is on its way sends nothing', async () => {
  const { id, token } = await newToken();
  const before = upstream.received.length;
  const code = await sendInHalves('sample', token, () => keyward.api('DELETE', `access-tokens/${id}`));
  assert.deepEqual([code, upstream.received.length - before], ['token/invalid', 0]);
});

test('a token that expires while the body is on its way sends nothing', async () => {
  const { token } = await newToken({ expiresAt: new Date(Date.now() + 900).toISOString() });
  const before = upstream.received.length;
  const code = await sendInHalves('sample', token, async () => {});
  assert.deepEqual([code, upstream.received.length - before], ['token/invalid', 0]);
});

test('a credential that is deleted while the body is on its way is not sent', async () => {
  await put('brief');
  const { token } = await newToken();
  const before = upstream.received.length;
  const code = await sendInHalves('brief', token, () => keyward.api('DELETE', 'credentials/brief'));
  assert.deepEqual([code, upstream.received.length - before], ['credential/not-found', 0]);
});

test('what others change meanwhile changes nothing', async () => {
  const { token } = await newToken();
  const before = upstream.received.length;
  const code = await sendInHalves('sample', token, () => put(`other-${Date.now()}`));
  assert.deepEqual([code, upstream.received.length - before], [undefined, 1]);
});
