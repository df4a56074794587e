/** A bulk under an Idempotency-Key that is repeated while it runs, after a crash, or when nothing of it was good. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
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

const bulk = (key: string, items: readonly object[]) =>
  keyward.api('POST', 'credentials:bulk', { body: { items, onError: 'good' }, headers: { 'idempotency-key': key } });
const item = (extra: object) => ({ type: 'Default', fields: { n: canary }, ...extra });
const manyOf = (prefix: string, length: number) => Array.from({ length }, (_, n) => item({ key: `${prefix}-${n}` }));
const count = (prefix: string) =>
  rows(keyward.data, 'select count(*) as n from credentials where "key" like ?', `${prefix}-%`)[0].n as number;
const record = (key: string) => rows(keyward.data, 'select * from idempotency where "key" = ?', key)[0];
const until = async (isSo: () => boolean) => {
  while (!isSo()) await sleep(2);
};

test('a bulk that is repeated while it runs is in progress; after a crash the repetition does what is left', async () => {
  const items = [...manyOf('crash', 600), item({ key: 'crash-1' })];
  const first = bulk('crash', items).catch(() => undefined);
  await until(() => count('crash') > 0);
  const early = await bulk('crash', items);
  keyward.child.kill('SIGKILL');
  await first;
  assert.deepEqual([early.status, early.json.code], [409, 'idempotency/in-progress'], early.text.slice(0, 200));
  const stored = count('crash');
  assert.ok(stored > 0 && stored < 600, `${stored} are stored`);
  await keyward.restart();
  assert.equal((await bulk('crash', items)).json.code, 'idempotency/in-progress');
  edit(keyward.data, `update idempotency set claimed_at = 1 where "key" = 'crash'`);
  for (const replayed of [null, 'true']) {
    const whole = await bulk('crash', items);
    assert.deepEqual([whole.status, whole.headers.get('idempotency-replayed')], [200, replayed]);
    const indexes = whole.json.items.map(({ index }: { index: number }) => index);
    assert.deepEqual(indexes, [...items.keys()].slice(0, 600));
    assert.deepEqual(
      whole.json.failed.map(({ index, problem }: { index: number; problem: { code: string } }) => [
        index,
        problem.code,
      ]),
      [[600, 'credential/key-taken']],
    );
    assert.equal(count('crash'), 600);
  }
});

test('a long bulk keeps its claim while it stages', async () => {
  const staged = () => rows(keyward.data, 'select count(*) as n from material where witness is null')[0].n as number;
  const secret = { type: 'ApiKey', baseUrl: 'https://api.example', fields: { name: 'X-Token', apiKey: canary } };
  const items = Array.from({ length: 600 }, (_, n) => ({ ...secret, key: `long-${n}` }));
  const left = staged();
  const first = bulk('long', items);
  await until(() => staged() > left);
  edit(keyward.data, `update idempotency set claimed_at = 1 where "key" = 'long'`);
  const before = staged();
  await until(() => staged() > before + 100);
  assert.ok(record('long').claimed_at > 1, 'the claim can be taken over while its holder works');
  assert.deepEqual([count('long'), (await bulk('long', items)).json.code], [0, 'idempotency/in-progress']);
  assert.equal((await first).json.items.length, 600);
});

test('a bulk without a good item is answered again as it was', async () => {
  for (const replayed of [null, 'true']) {
    const answer = await bulk('bad', [{ type: 'Nothing' }, item({ key: 'NOT A KEY' })]);
    assert.deepEqual([answer.status, answer.headers.get('idempotency-replayed')], [200, replayed], answer.text);
    assert.deepEqual([answer.json.items.length, answer.json.failed.length], [0, 2]);
  }
});
