/** What the SDK seals is what the server stores and the broker opens: each kind of write, each kind of type. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { KeywardClient } from '../../sdk/src/index.ts';
import { newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
let keyward: Keyward;
let upstream: Upstream;
let client: KeywardClient;

before(async () => {
  [keyward, upstream] = await Promise.all([Keyward.start(), startUpstream(demanding(canary))]);
  const brokerKey = (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim();
  client = new KeywardClient({ url: keyward.controlUrl, token: await keyward.ownerToken(), brokerKey });
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await upstream.close();
});

const fields = { in: 'header', name: 'X-Api-Key' };
const injection = [{ into: 'header' as const, name: 'X-Api-Key', value: '${value}' }];

async function assertReaches(key: string): Promise<void> {
  const token = await keyward.tokenFor(key);
  const answer = await keyward.call(`/${key}/quote`, { token });
  assert.equal(answer.status, 200, `${key}: ${answer.text}`);
  assert.equal(upstream.received.at(-1)!.headers['x-api-key'], canary);
}

test('a replacement creates, and replaces what is there', async () => {
  const described = { type: 'ApiKey', baseUrl: upstream.url, fields };
  const made = await client.credentials.replace('put', { ...described, secrets: { apiKey: 'first-secret' } });
  const replaced = await client.credentials.replace('put', { ...described, secrets: { apiKey: canary } });
  assert.equal(replaced.id, made.id);
  assert.deepEqual(replaced.secrets, { apiKey: { set: true, materialVersion: 2 } });
  await assertReaches('put');
});

test('a change moves the secret to another header only together with it', async () => {
  const described = { key: 'patch', type: 'ApiKey', baseUrl: upstream.url };
  await client.credentials.create({ ...described, fields: { ...fields, name: 'X-Old' }, secrets: { apiKey: canary } });
  const change = { fields: { name: 'X-Api-Key' } };
  await assert.rejects(client.credentials.update('patch', change), { code: 'credential/policy-changed', status: 409 });
  await client.credentials.update('patch', { ...change, secrets: { apiKey: canary } });
  await assertReaches('patch');
  await client.credentials.update('patch', { name: 'Renamed' });
  await assertReaches('patch');
});

test('choices of the policy outlive a new secret', async () => {
  const policy = { placements: ['header:x-two'], setCookie: 'permitted' as const };
  const described = { key: 'kept', type: 'ApiKey', baseUrl: upstream.url, fields, policy };
  const { policy: before } = await client.credentials.create({ ...described, secrets: { apiKey: 'first-secret' } });
  const { policy: now } = await client.credentials.update('kept', { secrets: { apiKey: canary } });
  assert.deepEqual(now, before);
  await assertReaches('kept');
});

test('types that bring an injection rule of their own, and fields of any name, are sealed alike', async () => {
  const own = { baseUrl: upstream.url, injection };
  await client.credentials.create({ ...own, key: 'secret', type: 'Secret', secrets: { value: canary } });
  await assertReaches('secret');
  const open = { ...own, key: 'open', type: 'Default', redactFields: ['value'] };
  const made = await client.credentials.create({ ...open, fields: { value: canary, region: 'eu' } });
  assert.deepEqual(made.fields, { region: 'eu' });
  await assertReaches('open');
  await client.credentials.update('open', { fields: { value: canary, region: 'us' } });
  await assertReaches('open');
  const closed = { ...own, key: 'closed', type: 'Default' };
  await client.credentials.create({ ...closed, fields: { value: 'first-secret', region: 'eu' } });
  await client.credentials.update('closed', { fields: { value: canary } });
  await assertReaches('closed');
});

test('many at once', async () => {
  const items = Array.from({ length: 20 }, (_, index) => {
    return { key: `bulk-${index}`, type: 'ApiKey', baseUrl: upstream.url, fields, secrets: { apiKey: canary } };
  });
  const { items: stored, failed } = await client.credentials.bulk({ items });
  assert.deepEqual([stored.length, failed], [20, []]);
  await assertReaches('bulk-19');
});
