import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileNeedles } from './needles.ts';

test('what is found is what a search for each by itself finds, wherever it stands', () => {
  const letters = fc.uint8Array({ minLength: 4, maxLength: 12, max: 2 }).map((bytes) => Buffer.from(bytes));
  const needles = fc.array(letters, { minLength: 1, maxLength: 4 });
  const hay = fc.uint8Array({ maxLength: 200, max: 2 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(needles, hay, fc.nat(200), (texts, bytes, at) => {
      const planted = Buffer.concat([bytes.subarray(0, at), texts[0]!, bytes.subarray(at)]);
      assert.ok(planted.includes(compileNeedles(texts).findIn(planted)!), 'one that was put there');
      const found = compileNeedles(texts).findIn(bytes);
      assert.equal(
        found !== undefined,
        texts.some((text) => bytes.includes(text)),
      );
    }),
    { numRuns: 500 },
  );
});

test('needles too short to be told apart are refused', () => {
  assert.throws(() => compileNeedles([Buffer.from('abc')]), RangeError);
});
