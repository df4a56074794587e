/** Idempotency-Key and bulk through a whole Keyward: done once, answered again, nothing half done, nothing secret kept. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { rows } from './kit/database.ts';
import { Keyward } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;
before(async () => {
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
});

const send = (method: string, path: string, key: string, body?: unknown) =>
  keyward.api(method, path, { body, headers: { 'idempotency-key': key } });
const apiKey = (extra: object = {}, fields: object = {}) => ({
  type: 'ApiKey',
  baseUrl: 'https://api.example',
  ...extra,
  fields: { name: 'X-Token', apiKey: canary, ...fields },
});
const count = () => rows(keyward.data, `select count(*) as n from credentials`)[0].n as number;

test('a creation that is repeated is done once and answered again, as the credential is by then', async () => {
  const first = await send('POST', 'credentials', 'k1', apiKey({ name: 'Once' }));
  assert.deepEqual([first.status, first.headers.get('idempotency-replayed')], [201, null]);
  await keyward.api('PATCH', `credentials/${first.json.id}`, { body: { name: 'Renamed' } });
  const second = await send('POST', 'credentials', 'k1', apiKey({ name: 'Once' }));
  assert.deepEqual([second.status, second.headers.get('idempotency-replayed')], [201, 'true'], second.text);
  assert.deepEqual([second.json.id, second.json.name], [first.json.id, 'Renamed']);
  // The secret itself is no part of what is compared, as its hash could be guessed.
  const other = await send('POST', 'credentials', 'k1', apiKey({ name: 'Once' }, { apiKey: `${canary}2` }));
  assert.equal(other.json.id, first.json.id);
  for (const body of [apiKey({ name: 'Twice' }), apiKey({ name: 'Once' }, { name: 'X-Other' })]) {
    assert.equal((await send('POST', 'credentials', 'k1', body)).json.code, 'idempotency/mismatch');
  }
  assert.equal((await send('DELETE', `credentials/${first.json.id}`, 'k1')).json.code, 'idempotency/mismatch');
});

test('PUT, PATCH and DELETE are repeated alike; a failed request has not used up its key', async () => {
  const put = () => send('PUT', 'credentials/put', 'k2', apiKey());
  assert.deepEqual([(await put()).status, (await put()).status], [201, 201]);
  const patch = (name: string) => send('PATCH', 'credentials/put', 'k3', { fields: { testPath: name } });
  assert.equal((await patch('/a')).json.version, 2);
  const again = await patch('/a');
  assert.deepEqual([again.json.version, again.headers.get('idempotency-replayed')], [2, 'true']);
  assert.equal((await patch('/b')).json.code, 'idempotency/mismatch');
  const bad = await send('PATCH', 'credentials/put', 'k4', { baseUrl: 'https://evil.example' });
  assert.equal(bad.json.code, 'credential/policy-changed');
  assert.equal((await send('PATCH', 'credentials/put', 'k4', { name: 'Good' })).status, 200);
  const remove = () => send('DELETE', 'credentials/put', 'k5');
  assert.deepEqual([(await remove()).status, (await remove()).status], [204, 204]);
  assert.equal((await patch('/a')).json.code, 'credential/not-found');
});

test('plain fields that a provider alone asks for are compared, its secrets are not', async () => {
  const mailgun = (region: string, apiKey = canary) => ({
    key: 'mail',
    provider: 'mailgun',
    fields: { region, apiKey },
  });
  const post = (body: unknown) => send('POST', 'credentials', 'mail-1', body);
  assert.equal((await post(mailgun('us'))).status, 201);
  assert.equal((await post(mailgun('us', `${canary}2`))).headers.get('idempotency-replayed'), 'true');
  assert.equal((await post(mailgun('eu'))).json.code, 'idempotency/mismatch');
  const put = (region: string) => send('PUT', 'credentials/mail', 'mail-2', mailgun(region));
  assert.deepEqual([(await put('us')).status, (await put('eu')).json.code], [200, 'idempotency/mismatch']);
  const patch = (region: string) => send('PATCH', 'credentials/mail', 'mail-3', { fields: { region, apiKey: canary } });
  assert.deepEqual([(await patch('eu')).status, (await patch('us')).json.code], [200, 'idempotency/mismatch']);
  const bulk = (region: string) =>
    send('POST', 'credentials:bulk', 'mail-4', { items: [{ ...mailgun(region), key: 'mail-bulk' }] });
  assert.deepEqual([(await bulk('us')).status, (await bulk('eu')).json.code], [200, 'idempotency/mismatch']);
});

test('one of many at the same time does the work; an access token is shown once', async () => {
  const before = count();
  const all = await Promise.all(Array.from({ length: 8 }, () => send('POST', 'credentials', 'k6', apiKey())));
  for (const { status, json } of all) assert.ok(status === 201 || json.code === 'idempotency/in-progress');
  assert.equal(count(), before + 1);
  const body = { name: 'runner', role: 'user' };
  assert.equal((await send('POST', 'access-tokens', 'k7', body)).status, 201);
  assert.equal((await send('POST', 'access-tokens', 'k7', body)).json.code, 'idempotency/already-shown');
  for (const key of [' ', 'ä', 'x'.repeat(256)]) {
    const answer = await send('POST', 'credentials', encodeURI(key).slice(0, 300) || ' ', apiKey()).catch(
      () => undefined,
    );
    if (answer && key.length > 255) assert.equal(answer.json.code, 'request/invalid');
  }
});

test('of a bulk with a bad item none is stored or the good ones are, as asked; each bad one is named', async () => {
  const items = Array.from({ length: 300 }, (_, n) => apiKey({ key: `bulk-${n}` }));
  const bad: Record<number, [object | string, string]> = {
    7: [apiKey({ key: 'bulk-masked' }, { apiKey: '••••••••' }), 'credential/masked-value'],
    70: [apiKey({ key: 'bulk-1' }), 'credential/key-taken'],
    77: ['no object', 'request/invalid'],
    99: [{ type: 'OAuth2Refresh', fields: {} }, 'credential/use-connections'],
  };
  const mixed = items.map((item, n) => bad[n]?.[0] ?? item);
  const before = count();
  const none = await keyward.api('POST', 'credentials:bulk', { body: { items: mixed } });
  assert.deepEqual([none.status, none.json.code], [422, 'credential/bulk-refused']);
  const told = (list: { index: number; problem: { code: string } }[]) =>
    list.map(({ index, problem }) => [index, problem.code]);
  const expected = Object.entries(bad).map(([index, [, code]]) => [Number(index), code]);
  assert.deepEqual(told(none.json.items), expected);
  assert.equal(count(), before);
  assert.equal(rows(keyward.data, 'select 1 from material where witness is null').length, 0);
  const good = await send('POST', 'credentials:bulk', 'k8', { items: mixed, onError: 'good' });
  assert.deepEqual([good.status, good.json.items.length], [200, 296], good.text.slice(0, 300));
  assert.deepEqual(told(good.json.failed), expected);
  assert.equal(count(), before + 296);
  const again = await send('POST', 'credentials:bulk', 'k8', { items: mixed, onError: 'good' });
  assert.deepEqual([again.headers.get('idempotency-replayed'), again.json.items], ['true', good.json.items]);
  assert.deepEqual(told(again.json.failed), expected);
});

test('a bulk of ten thousand is stored whole, its derived keys numbered, while others are answered', async () => {
  const items = Array.from({ length: 10_000 }, () => ({ type: 'Default', name: 'Same name', fields: { n: canary } }));
  const bulk = keyward.api('POST', 'credentials:bulk', { body: { items } });
  const begun = performance.now();
  let slowest = 0;
  let isDone = false;
  void bulk.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const start = performance.now();
    await keyward.fetch(`${keyward.controlUrl}/health`, {});
    slowest = Math.max(slowest, performance.now() - start);
  }
  const answer = await bulk;
  assert.deepEqual([answer.status, answer.json?.items?.length], [200, 10_000], answer.text.slice(0, 300));
  // In proportion, so that it holds on any machine.
  const share = slowest / (performance.now() - begun);
  assert.ok(share < 0.5, `the event loop stood still for ${slowest} ms, ${share} of all`);
  const keys = new Set(answer.json.items.map(({ key }: { key: string }) => key));
  assert.ok(keys.size === 10_000 && keys.has('same-name') && keys.has('same-name-10000'));
});

test('an idempotency record holds no secret, no body and no hash of a secret', () => {
  const kept = rows(keyward.data, 'select * from idempotency');
  assert.ok(kept.length > 5);
  const columns = 'claim claimed_at created_at fingerprint key method organisation_id path principal resource status';
  assert.equal(Object.keys(kept[0]).sort().join(' '), columns);
});
