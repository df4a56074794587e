import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoalescingCache } from './coalescing-cache.ts';

const options = { max: 10, termMs: 60_000 };

test('concurrent loads of one key share one fill', async () => {
  const cache = new CoalescingCache<{ n: number }>(options);
  let loads = 0;
  const load = async () => ({ value: { n: ++loads }, subject: 'a' });
  const values = await Promise.all([cache.load('k', load), cache.load('k', load), cache.load('k', load)]);
  assert.deepEqual(values, [{ n: 1 }, { n: 1 }, { n: 1 }]);
  assert.deepEqual(cache.get('k'), { n: 1 });
});

test('a load that comes when the fill has ended takes what was kept, and fills nothing anew', async () => {
  const cache = new CoalescingCache<{ n: number }>(options);
  let loads = 0;
  const load = async () => ({ value: { n: ++loads }, subject: 'a' });
  assert.deepEqual([await cache.load('k', load), await cache.load('k', load)], [{ n: 1 }, { n: 1 }]);
  cache.evict('a');
  assert.deepEqual(await cache.load('k', load), { n: 2 });
});

test('the oldest go where the bytes are too many, and an entry of more than all is not kept', async () => {
  const size = { maxBytes: 100, bytesOf: ({ n }: { n: number }) => n };
  const cache = new CoalescingCache<{ n: number }>({ ...options, size });
  for (const [key, n] of Object.entries({ a: 40, b: 40, c: 40, d: 101 })) {
    assert.deepEqual(await cache.load(key, async () => ({ value: { n }, subject: key })), { n });
  }
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => cache.get(key)?.n),
    [undefined, 40, 40, undefined],
  );
  cache.evict('d');
  assert.deepEqual(cache.get('c'), { n: 40 });
});

test('an eviction during a fill keeps the outdated value out of the cache', async () => {
  const cache = new CoalescingCache<{ n: number }>(options);
  const gate = Promise.withResolvers<void>();
  const outdated = cache.load('k', async () => {
    await gate.promise;
    return { value: { n: 1 }, subject: 'a' };
  });
  cache.evict('a');
  const fresh = await cache.load('k', async () => ({ value: { n: 2 }, subject: 'a' }));
  gate.resolve();
  await outdated;
  assert.deepEqual(fresh, { n: 2 });
  assert.deepEqual(cache.get('k'), { n: 2 });
});

test('a failed fill is not kept and the next load tries again', async () => {
  const cache = new CoalescingCache<{ n: number }>(options);
  await assert.rejects(cache.load('k', () => Promise.reject(new Error('down'))));
  assert.deepEqual(await cache.load('k', async () => ({ value: { n: 1 }, subject: 'a' })), { n: 1 });
});

test('an eviction forgets every key of its subject and no other', async () => {
  const cache = new CoalescingCache<{ n: number }>(options);
  await cache.load('k1', async () => ({ value: { n: 1 }, subject: 'a' }));
  await cache.load('k2', async () => ({ value: { n: 2 }, subject: 'a' }));
  await cache.load('k3', async () => ({ value: { n: 3 }, subject: 'b' }));
  cache.evict('a');
  assert.deepEqual([cache.get('k1'), cache.get('k2'), cache.get('k3')], [undefined, undefined, { n: 3 }]);
});

test('a key is forgotten by itself, and with it what a fill under way has read', async () => {
  const cache = new CoalescingCache<{ n: number }>(options);
  await cache.load('k1', async () => ({ value: { n: 1 }, subject: 'a' }));
  await cache.load('k2', async () => ({ value: { n: 2 }, subject: 'a' }));
  const gate = Promise.withResolvers<void>();
  const underWay = cache.load('k3', async () => {
    await gate.promise;
    return { value: { n: 3 }, subject: 'b' };
  });
  cache.forget('k1');
  gate.resolve();
  assert.deepEqual(await underWay, { n: 3 });
  assert.deepEqual([cache.get('k1'), cache.get('k2'), cache.get('k3')], [undefined, { n: 2 }, undefined]);
});

/** Names of the values that were forgotten, in their order. */
function recording(more: object = {}) {
  const forgotten: string[] = [];
  const onForgotten = ({ name }: { name: string }): void => void forgotten.push(name);
  const cache = new CoalescingCache<{ name: string }>({ ...options, ...more, onForgotten });
  const fill = (key: string, name: string) => cache.load(key, async () => ({ value: { name }, subject: key }));
  return { cache, forgotten, fill };
}

test('whoever wipes is told what was evicted, forgotten, pushed out and cleared', async () => {
  const { cache, forgotten, fill } = recording({ max: 3 });
  for (const name of ['a', 'b', 'c', 'd', 'e']) await fill(name, name);
  assert.deepEqual(forgotten, ['a', 'b']);
  cache.evict('c');
  cache.forget('d');
  cache.clear();
  assert.deepEqual(forgotten, ['a', 'b', 'c', 'd', 'e']);
});

test('whoever wipes is told what was never kept: outdated while it was read, or too large', async () => {
  const { cache, forgotten, fill } = recording({ size: { maxBytes: 10, bytesOf: () => 11 } });
  await fill('large', 'large');
  const outdated = fill('k', 'outdated');
  cache.evict('k');
  await outdated;
  assert.deepEqual(forgotten, ['large', 'outdated']);
});

test('what is over its term is forgotten at its end, though nobody asks for it', async () => {
  const { cache, forgotten, fill } = recording({ termMs: 20 });
  await fill('k', 'expired');
  await new Promise((resolve) => setTimeout(resolve, 15 * 20));
  assert.deepEqual(forgotten, ['expired']);
  assert.equal(cache.get('k'), undefined);
});

test('what is found, missed and dropped is counted, each by its reason', async () => {
  const cache = new CoalescingCache<object>({ max: 2, termMs: 10_000 });
  const fill = (key: string) => cache.load(key, async () => ({ value: {}, subject: `of ${key}` }));
  assert.equal(cache.get('a'), undefined);
  for (const key of ['a', 'b', 'c']) await fill(key);
  assert.ok(cache.get('c'));
  cache.evict('of c');
  const dropped = { full: 1, expired: 0, changed: 1 };
  assert.deepEqual(cache.counts, { entries: 1, hits: 1, misses: 1, dropped });
});
