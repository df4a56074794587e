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
