/** Peers that once ended the process or slipped past the search: each stays a refusal, and Keyward goes on. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { exchangeRaw, startRawUpstream } from './kit/raw.ts';

const canary = newCanary();
let keyward: Keyward;

before(async () => {
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

async function tokenForAnswer(
  key: string,
  answer: string | Buffer,
): Promise<{ token: string; close(): Promise<void> }> {
  const upstream = await startRawUpstream(answer);
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  await keyward.api('PUT', `credentials/${key}`, { body: { type: 'ApiKey', baseUrl: upstream.url, fields } });
  return { token: await keyward.tokenFor(key), close: upstream.close };
}

async function assertAlive(): Promise<void> {
  assert.equal((await keyward.fetch(`${keyward.brokerUrl}/health`, {})).status, 204);
}

test('a reset after an upgrade or CONNECT request does not end the process', async () => {
  for (let i = 0; i < 20; i++) {
    const upgrade = 'GET /proxy/a HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n';
    await exchangeRaw(keyward.brokerUrl, upgrade, { reset: true });
    await exchangeRaw(keyward.brokerUrl, 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n', { reset: true });
  }
  await assertAlive();
});

test('a reason phrase that HTTP does not allow is not passed on', async () => {
  const { token, close } = await tokenForAnswer('phrase', 'HTTP/1.1 200 caf€\r\nContent-Length: 2\r\n\r\nok');
  const answer = await keyward.call('/phrase/', { token });
  assert.equal(answer.status, 200);
  assert.equal(answer.text, 'ok');
  await assertAlive();
  await close();
});

test('catalogue 18: an answer under a transfer coding that cannot be searched is refused', async () => {
  const body = gzipSync(`{"echo":"${canary}"}`);
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n';
  const chunk = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
  const { token, close } = await tokenForAnswer('coded', Buffer.concat([Buffer.from(head), chunk]));
  const answer = await keyward.call('/coded/', { token });
  assert.equal(answer.json.code, 'upstream/encoding');
  await close();
});

test('catalogue 13: garbage behind a request that is under way ends the connection without a second answer', async () => {
  const { token, close } = await tokenForAnswer('garbage', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  const request = `GET /proxy/garbage/ HTTP/1.1\r\nHost: a\r\nKeyward-Token: ${token}\r\n\r\n`;
  const answer = await exchangeRaw(keyward.brokerUrl, `${request}\u0001garbage\r\n\r\n`);
  assert.ok(answer.split('HTTP/1.1 ').length <= 2, answer);
  assert.doesNotMatch(answer, / 200 [\s\S]* 400 /);
  await close();
});

test('TRACE, which asks for an echo of what is injected, is refused', async () => {
  const answer = await exchangeRaw(
    keyward.brokerUrl,
    'TRACE /proxy/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  );
  assert.match(answer, /^HTTP\/1\.1 501 /);
});
