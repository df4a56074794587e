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
  await client.credentials.update('patch', { ...change, baseUrl: upstream.url, secrets: { apiKey: canary } });
  await assertReaches('patch');
  await client.credentials.update('patch', { name: 'Renamed' });
  await assertReaches('patch');
});

test('choices of the policy outlive a new secret', async () => {
  const policy = { placements: ['header:x-two'], setCookie: 'permitted' as const };
  const described = { key: 'kept', type: 'ApiKey', baseUrl: upstream.url, fields, policy };
  const { policy: before } = await client.credentials.create({ ...described, secrets: { apiKey: 'first-secret' } });
  const secrets = { apiKey: canary };
  const bare = client.credentials.update('kept', { secrets }, { expect: { baseUrl: upstream.url } });
  await assert.rejects(bare, { code: 'config/invalid', message: /policy\.placements, policy\.setCookie/ });
  const expect = { baseUrl: upstream.url, policy: { ...policy, placements: ['header:X-Two'] } };
  const { policy: now } = await client.credentials.update('kept', { secrets }, { expect });
  assert.deepEqual(now, before);
  await assertReaches('kept');
});

test('a field becomes secret together with another that is given anew', async () => {
  const plain = { first: 'plain first', second: 'plain second' };
  await client.credentials.create({ key: 'hiding', type: 'Default', redactFields: [], fields: plain });
  for (const [redactFields, left] of [
    [['first', 'third'], ['second']],
    [null, []],
  ] as const) {
    const change = { redactFields: redactFields && [...redactFields], secrets: { third: canary } };
    const { fields, secrets } = await client.credentials.update('hiding', change, { expect: { baseUrl: null } });
    const hidden = ['first', 'second', 'third'].filter((name) => !left.some((one) => one === name));
    assert.deepEqual([Object.keys(fields), Object.keys(secrets).sort()], [left, hidden]);
  }
});

test('types that bring an injection rule of their own, and fields of any name, are sealed alike', async () => {
  const own = { baseUrl: upstream.url, injection };
  await client.credentials.create({ ...own, key: 'secret', type: 'Secret', secrets: { value: canary } });
  await assertReaches('secret');
  const open = { ...own, key: 'open', type: 'Default', redactFields: ['value'] };
  const made = await client.credentials.create({ ...open, fields: { value: canary, region: 'eu' } });
  assert.deepEqual(made.fields, { region: 'eu' });
  await assertReaches('open');
  const expect = { baseUrl: upstream.url, injection };
  await client.credentials.update('open', { fields: { value: canary, region: 'us' } }, { expect });
  await assertReaches('open');
  const closed = { ...own, key: 'closed', type: 'Default' };
  await client.credentials.create({ ...closed, fields: { value: 'first-secret', region: 'eu' } });
  await client.credentials.update('closed', { fields: { value: canary } }, { expect });
  await assertReaches('closed');
});

test('the same creation twice under one idempotency key is made once', async () => {
  const described = { key: 'once', type: 'ApiKey', baseUrl: upstream.url, fields, secrets: { apiKey: canary } };
  const made = await client.credentials.create(described, { idempotencyKey: 'create-once' });
  const again = await client.credentials.create(described, { idempotencyKey: 'create-once' });
  assert.equal(again.id, made.id);
  const put = { ...described, key: 'once-put' };
  const replaced = await client.credentials.replace('once-put', put, { idempotencyKey: 'put-once' });
  const repeated = await client.credentials.replace('once-put', put, { idempotencyKey: 'put-once' });
  assert.equal(repeated.version, replaced.version);
  const bulk = { items: [{ ...described, key: 'once-bulk' }] };
  const { items } = await client.credentials.bulk(bulk, { idempotencyKey: 'bulk-once' });
  assert.deepEqual((await client.credentials.bulk(bulk, { idempotencyKey: 'bulk-once' })).items[0]!.id, items[0]!.id);
  const other = { ...described, baseUrl: `${upstream.url}/other` };
  const differing = client.credentials.create(other, { idempotencyKey: 'create-once' });
  await assert.rejects(differing, { status: 422 });
});

test('many at once', async () => {
  const items = Array.from({ length: 20 }, (_, index) => {
    return { key: `bulk-${index}`, type: 'ApiKey', baseUrl: upstream.url, fields, secrets: { apiKey: canary } };
  });
  const { items: stored, failed } = await client.credentials.bulk({ items });
  assert.deepEqual([stored.length, failed], [20, []]);
  await assertReaches('bulk-19');
});
