/** Keys that are derived give way to those that are given in the same bulk, wherever they stand. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
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

const item = (extra: object) => ({ type: 'Default', fields: { n: canary }, ...extra });
const keysOf = async (items: readonly object[]) => {
  const answer = await keyward.api('POST', 'credentials:bulk', { body: { items } });
  assert.equal(answer.status, 200, answer.text.slice(0, 300));
  return answer.json.items.map(({ key }: { key: string }) => key);
};

test('a derived key takes none that a later item of the bulk is given', async () => {
  assert.deepEqual(await keysOf([item({ name: 'Acme' }), item({ key: 'acme' })]), ['acme-2', 'acme']);
  const named = [item({ name: 'Bolt' }), item({ name: 'Bolt' }), item({ name: 'Bolt' })];
  assert.deepEqual(await keysOf([...named, item({ key: 'bolt-2' })]), ['bolt', 'bolt-3', 'bolt-4', 'bolt-2']);
});

test('nor does one that finds its number taken, nor one of another part', async () => {
  await keysOf([item({ key: 'core' }), item({ key: 'core-4' })]);
  const named = Array.from({ length: 150 }, () => item({ name: 'Core' }));
  const keys = await keysOf([...named, item({ key: 'core-5' }), item({ key: 'core-149' })]);
  assert.equal(new Set(keys).size, 152);
  assert.deepEqual(keys.slice(150), ['core-5', 'core-149']);
});
