/** Events: everything that happens to a credential is told once, in the order in which it happened, and without a secret. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const canary = newCanary();
const WITHIN_MS = 15_000;

interface Event {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

describe('events of a whole Keyward', () => {
  let keyward: Keyward;
  let upstream: Upstream;
  before(async () => {
    upstream = await startUpstream(demanding(canary));
    keyward = await Keyward.start();
  });
  after(async () => {
    assert.deepEqual(await keyward.leaksOf(canary), []);
    await keyward.close();
    await upstream.close();
  });

  const eventsOf = async (query: string): Promise<Event[]> => {
    const { status, json, text } = await keyward.api('GET', `events?${query}`);
    assert.equal(status, 200, text);
    return json.items.toReversed();
  };

  const typesOf = async (key: string) => (await eventsOf(`credential=${key}`)).map(({ type }) => type);

  const put = (key: string, apiKey: string, more: object = {}) => {
    const fields = { in: 'header', name: 'X-Api-Key', apiKey, testPath: '/quote' };
    const body = { type: 'ApiKey', baseUrl: upstream.url, labels: { customer: 'acme' }, fields, ...more };
    return keyward.api('PUT', `credentials/${key}?verify=skip`, { body });
  };

  test('a life of a credential is told event by event', async () => {
    await put('life', canary);
    await keyward.api('POST', 'credentials/life/verify');
    await keyward.api('POST', 'credentials/life/verify');
    await put('life', `${canary}x`);
    await keyward.api('POST', 'credentials/life/verify');
    await keyward.api('PATCH', 'credentials/life', { body: { name: 'Life' } });
    await keyward.api('DELETE', 'credentials/life');
    const events = await eventsOf('credential=life');
    assert.deepEqual(
      events.map(({ type, data }) => [type, data.status, data.previousVerdict, data.verdict]),
      [
        ['credential.created', 'valid', undefined, 'unverified'],
        ['credential.verdict-changed', 'valid', 'unverified', 'accepted'],
        ['credential.updated', 'valid', undefined, 'unverified'],
        ['credential.verdict-changed', 'valid', 'accepted', 'unverified'],
        ['credential.verdict-changed', 'valid', 'unverified', 'rejected'],
        ['credential.rejected', 'valid', undefined, 'rejected'],
        ['credential.updated', 'valid', undefined, 'rejected'],
        ['credential.deleted', 'deleted', undefined, 'rejected'],
      ],
    );
    const { id, data } = events[0]!;
    assert.match(id, /^evt_/);
    assert.deepEqual([data.key, data.type, data.labels], ['life', 'ApiKey', { customer: 'acme' }]);
    assert.deepEqual(await typesOf(String(data.credentialId)), await typesOf('life'));
    const verdicts = await eventsOf('type=credential.rejected');
    assert.deepEqual(
      verdicts.map(({ data }) => data.key),
      ['life'],
    );
  });

  test('what was not done is not told: a refused write, and one that changes nothing', async () => {
    await put('calm', canary);
    await put('calm', canary, { unknown: true });
    await keyward.api('PATCH', 'credentials/calm?verify=skip', { body: {} });
    assert.deepEqual(await typesOf('calm'), ['credential.created']);
  });

  test('each credential of a bulk is told, and one that expires by itself', async () => {
    const item = (key: string, more: object) => ({ key, type: 'Secret', fields: { value: canary }, ...more });
    const soon = new Date(Date.now() + 1500).toISOString();
    const items = [item('bulk-a', {}), item('bulk-b', { expiresAt: soon })];
    const { status, text } = await keyward.api('POST', 'credentials:bulk', { body: { items } });
    assert.equal(status, 200, text);
    assert.deepEqual(await typesOf('bulk-a'), ['credential.created']);
    for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await delay(100)) {
      if ((await typesOf('bulk-b')).length > 1) break;
    }
    assert.deepEqual(await typesOf('bulk-b'), ['credential.created', 'credential.expired']);
  });

  test('who sees credentials sees their events: of its solutions and the organisation, where solutions bound it', async () => {
    for (const name of ['Crm', 'Erp']) await keyward.api('POST', 'solutions', { body: { name } });
    for (const slug of ['crm', 'erp']) {
      const body = { type: 'Secret', fields: { value: canary } };
      await keyward.api('PUT', `credentials/scoped?solution=${slug}`, { body });
    }
    const body = { name: 'bounded', role: 'user', grants: [], solutions: ['crm'] };
    const { token } = (await keyward.api('POST', 'access-tokens', { body })).json;
    assert.equal((await eventsOf('credential=scoped')).length, 2);
    assert.equal((await eventsOf('credential=scoped&solution=erp')).length, 1);
    const seen = await keyward.api('GET', 'events?credential=scoped', { token });
    assert.equal(seen.json.items.length, 1);
    assert.ok((await keyward.api('GET', 'events', { token })).json.items.length > 1);
    assert.equal((await keyward.api('GET', 'events?solution=erp', { token })).json.code, 'solution/not-found');
    for (const query of ['type=credential.unknown', 'from=yesterday', 'credential=%00']) {
      assert.equal((await keyward.api('GET', `events?${query}`)).status, 422, query);
    }
    assert.equal((await keyward.api('GET', 'events?cursor=e30')).json.code, 'request/cursor-invalid');
  });

  test('the command line lists events, and follows them as they happen', async () => {
    const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_TOKEN: await keyward.ownerToken() };
    const listed = await runCli(['events', 'list', '--credential', 'life'], { env });
    assert.equal(listed.code, 0, listed.stderr);
    assert.match(listed.stdout, /credential\.rejected +life +valid +rejected/);
    const args = [MAIN, 'events', 'list', '--follow', '--json', '--credential', 'followed'];
    const follower = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    follower.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await put('followed', canary);
    await keyward.api('PATCH', 'credentials/followed?verify=skip', { body: { name: 'Followed' } });
    for (const deadline = Date.now() + WITHIN_MS; Date.now() < deadline; await delay(50)) {
      if (printed.includes('credential.updated')) break;
    }
    await delay(1500);
    follower.kill('SIGTERM');
    const types = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    assert.deepEqual(types, ['credential.created', 'credential.updated']);
  });
});
