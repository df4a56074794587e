/** Catalogue 26: what is withdrawn on one node ends on every node, streams in flight included. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { until } from './kit/until.ts';

const canary = newCanary();
const open = new Set<ServerResponse>();
const upstream = createServer((request, response) => {
  open.add(response);
  response.once('close', () => open.delete(response));
  // A long poll has no header section before it has something to tell.
  if (request.url !== '/poll') response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 0\n\n');
});
let here: Keyward;
let there: Keyward;

before(async () => {
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  here = await Keyward.start();
  there = await Keyward.start({ data: here.data });
});
after(async () => {
  assert.deepEqual([...(await here.leaksOf(canary)), ...(await there.leaksOf(canary))], []);
  await there.close();
  await here.close();
  upstream.closeAllConnections();
  upstream.close();
});

const body = (extra: object = {}) => ({
  type: 'ApiKey',
  baseUrl: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`,
  fields: { in: 'header', name: 'X-Api-Key', apiKey: canary },
  ...extra,
});

/** From then on streams are opened: a loaded machine takes seconds for it. */
const LEAD_MS = 6_000;

interface Stream {
  readonly status: number;
  /** How it ended; never by itself. */
  readonly end: Promise<{ readonly how: 'cut' | 'whole'; readonly at: number }>;
  isOpen(): boolean;
}

/** Opens a stream and waits for its first event. */
async function stream(node: Keyward, key: string, token: string): Promise<Stream> {
  const options = { headers: { authorization: `Bearer ${token}` }, agent: false };
  const sending = httpRequest(`${node.brokerUrl}/proxy/${key}/events`, options).end();
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  let isOpen = true;
  const end = new Promise<Awaited<Stream['end']>>((resolve) => {
    answer.on('error', () => undefined);
    answer.on('close', () => {
      isOpen = false;
      resolve({ how: answer.complete ? 'whole' : 'cut', at: Date.now() });
    });
  });
  await once(answer, 'data');
  return { status: answer.statusCode!, end, isOpen: () => isOpen };
}

async function tokenWith(extra: object): Promise<{ id: string; token: string }> {
  return (await here.api('POST', 'access-tokens', { body: { name: 'runner', ...extra } })).json;
}

const changes: readonly [string, (key: string, tokenId: string) => Promise<{ status: number }>][] = [
  ['revoking the token', (_key, tokenId) => here.api('DELETE', `access-tokens/${tokenId}`)],
  ['deleting the credential', (key) => here.api('DELETE', `credentials/${key}`)],
  [
    'replacing the secret',
    (key) => here.api('PATCH', `credentials/${key}`, { body: { fields: { apiKey: `${canary}2` } } }),
  ],
];

for (const [index, [what, change]] of changes.entries()) {
  for (const where of ['this node', 'another node'] as const) {
    test(`catalogue 26: ${what} cuts a stream on ${where}, on both sides of the broker`, async () => {
      const node = where === 'this node' ? here : there;
      const key = `cut-${index}-${where.split(' ')[0]}`;
      assert.equal((await here.api('PUT', `credentials/${key}`, { body: body() })).status, 201);
      const { id, token } = await tokenWith({ grants: [{ credentials: [key] }] });
      const running = await stream(node, key, token);
      assert.equal(open.size, 1);
      const changed = await change(key, id);
      assert.ok(changed.status < 300);
      assert.equal((await running.end).how, 'cut');
      await until(() => open.size === 0);
    });
  }
}

test('catalogue 26: a request that has no answer yet is refused as a new one would be', async () => {
  await here.api('PUT', 'credentials/poll', { body: body() });
  const { id, token } = await tokenWith({ grants: [{ credentials: ['poll'] }] });
  const polling = there.call('/poll/poll', { token });
  while (open.size === 0) await sleep(10);
  await here.api('DELETE', `access-tokens/${id}`);
  const answer = await polling;
  assert.deepEqual([answer.status, answer.json.code], [401, 'token/invalid']);
  while (open.size > 0) await sleep(10);
});

test('catalogue 26: a token, a grant and a credential end at their time, streams included', async () => {
  const expiresAt = new Date(Date.now() + LEAD_MS).toISOString();
  await here.api('PUT', 'credentials/lasting', { body: body() });
  await here.api('PUT', 'credentials/ending', { body: body({ expiresAt }) });
  const tokens = [
    await tokenWith({ grants: [{ credentials: ['lasting'] }], expiresAt }),
    await tokenWith({ grants: [{ credentials: ['lasting'], expiresAt }] }),
    await tokenWith({ grants: [{ credentials: ['ending'] }] }),
  ];
  const running = await Promise.all(
    tokens.map(({ token }, index) => stream(there, index === 2 ? 'ending' : 'lasting', token)),
  );
  const lasting = await stream(there, 'lasting', (await tokenWith({ grants: [{ credentials: ['lasting'] }] })).token);
  for (const { how, at } of await Promise.all(running.map(({ end }) => end))) {
    assert.equal(how, 'cut');
    assert.ok(at > Date.parse(expiresAt) - 100, 'not before its time');
  }
  assert.equal(lasting.isOpen(), true);
});

test('a change that withdraws nothing cuts nothing', async () => {
  await here.api('PUT', 'credentials/kept', { body: body() });
  const { id, token } = await tokenWith({ grants: [{ credentials: ['kept'] }] });
  const other = await tokenWith({ grants: [{ credentials: ['kept'] }] });
  const running = await stream(there, 'kept', token);
  const done = [
    await here.api('PATCH', 'credentials/kept', { body: { name: 'Renamed', labels: { tier: 'gold' } } }),
    await here.api('PATCH', `access-tokens/${id}`, { body: { name: 'renamed' } }),
    await here.api('DELETE', `access-tokens/${other.id}`),
    await here.api('PATCH', 'settings', { body: { injectRejected: true } }),
  ];
  assert.deepEqual(
    done.map(({ status }) => status),
    [200, 200, 204, 200],
  );
  await sleep(1_200);
  assert.equal(running.isOpen(), true);
});

test('stopping a node ends its streams in time', async () => {
  const { token } = await tokenWith({ grants: [{ credentials: ['kept'] }] });
  const running = await stream(there, 'kept', token);
  await there.stop();
  assert.equal((await running.end).how, 'cut');
  assert.equal(there.child.exitCode, 0, 'in order, and not as the last resort');
});
