import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LATENCY_BUCKETS, latencyBoundsMs, latencyBucket, latencyQuantile } from './latency.ts';

const bucketsOf = (...latencies: number[]): number[] => {
  const buckets = Array.from({ length: LATENCY_BUCKETS }, () => 0);
  for (const ms of latencies) buckets[latencyBucket(ms)]! += 1;
  return buckets;
};

test('a latency lies in the first bucket whose bound it does not exceed, the slowest in one of their own', () => {
  assert.equal(latencyBucket(0), 0);
  for (const [index, bound] of latencyBoundsMs.entries()) {
    assert.deepEqual([latencyBucket(bound), latencyBucket(bound + 0.1)], [index, index + 1]);
  }
});

test('quantiles lie within the bucket that holds them', () => {
  assert.equal(latencyQuantile(bucketsOf(), 0.5), undefined);
  const mixed = bucketsOf(...Array.from({ length: 90 }, () => 20), ...Array.from({ length: 10 }, () => 400));
  const [median, slow] = [latencyQuantile(mixed, 0.5)!, latencyQuantile(mixed, 0.95)!];
  assert.ok(median > 10 && median <= 25, `${median}`);
  assert.ok(slow > 250 && slow <= 500, `${slow}`);
  assert.equal(latencyQuantile(bucketsOf(90_000), 0.5), 30_000);
  assert.equal(latencyQuantile(bucketsOf(0.2), 1), 1);
});
