import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Bucket } from './bucket.ts';

/** The moments at which it lets one through, of those at which it is asked. */
function passed(bucket: Bucket, moments: readonly number[]): number[] {
  return moments.filter((now) => {
    if (bucket.waitMs(now) > 0) return false;
    bucket.take(now);
    return true;
  });
}

const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(3), fc.nat(2_000), fc.nat(200_000)), { maxLength: 200 });
const momentsOf = (waits: readonly number[]): number[] => {
  let now = 0;
  return waits.map((wait) => (now += wait));
};

test('over any stretch no more pass than the bucket holds and what has come in meanwhile', () => {
  const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 100_000 }));
  fc.assert(
    fc.property(sizes, fc.constantFrom(1_000, 60_000), gaps, (holds, periodMs, waits) => {
      const moments = passed(new Bucket(holds, periodMs), momentsOf(waits));
      moments.forEach((from, first) => {
        moments.slice(first).forEach((to, count) => {
          // Whole numbers: no tolerance hides a rounding.
          assert.ok((count + 1 - holds) * periodMs <= (to - from) * holds, `${count + 1} in ${to - from} ms`);
        });
      });
    }),
  );
});

test('the wait is exact: a millisecond earlier there is none, and after it there is one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.constantFrom(1_000, 60_000),
      gaps,
      (holds, periodMs, waits) => {
        const bucket = new Bucket(holds, periodMs);
        const moments = momentsOf(waits);
        passed(bucket, moments);
        const now = moments.at(-1) ?? 0;
        const wait = bucket.waitMs(now);
        assert.ok(wait >= 0 && wait <= periodMs);
        if (wait > 0) assert.equal(bucket.waitMs(now + wait - 1), 1);
        assert.equal(bucket.waitMs(now + wait), 0);
      },
    ),
  );
});

test('an idle bucket lets through what it holds at once, and then one each period divided by that', () => {
  const bucket = new Bucket(60, 60_000);
  const second = Array.from({ length: 1_000 }, (_, ms) => ms);
  assert.equal(
    passed(
      bucket,
      Array.from({ length: 100 }, () => 0),
    ).length,
    60,
  );
  assert.deepEqual(passed(bucket, second), []);
  assert.deepEqual(passed(bucket, [1_000, 1_000, 1_999, 2_000]), [1_000, 2_000]);
});

test('under another number an empty bucket stays empty, and a full one full', () => {
  const empty = new Bucket(10, 1_000);
  passed(
    empty,
    Array.from({ length: 10 }, () => 0),
  );
  empty.resize(1_000);
  assert.equal(empty.waitMs(0), 1);
  const full = new Bucket(10, 1_000);
  full.resize(3);
  assert.equal(passed(full, [0, 0, 0, 0]).length, 3);
});
