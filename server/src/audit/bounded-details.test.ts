import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boundedDetails, harmlessText } from './bounded-details.ts';

test('characters that act on a terminal or turn text around are shown as escapes, others stay', () => {
  assert.equal(
    harmlessText('a\u001b[31mb\u0000\n\u202e\u2028c\u009b'),
    'a\\u{1b}[31mb\\u{0}\\u{a}\\u{202e}\\u{2028}c\\u{9b}',
  );
  assert.equal(harmlessText('\ud800'), '\\u{d800}');
  assert.equal(harmlessText('żółw 👩‍💻 ٣ می‌خواهم'), 'żółw 👩‍💻 ٣ می‌خواهم');
});

test('long texts, lists and deep levels are cut and marked', () => {
  let deep: object = {};
  for (let n = 0; n < 1000; n++) deep = { deep };
  const details = JSON.parse(boundedDetails({ text: 'x'.repeat(100_000), list: Array(1000).fill(1), deep }));
  assert.equal(details.text, `${'x'.repeat(256)}… (100000 characters)`);
  assert.equal(details.list.length, 129);
  assert.match(JSON.stringify(details.deep), /^(\{"deep":)+"…"\}+$/);
});

test('whatever the details are, their text is JSON of 32 KiB at most, without a control character', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })), (details) => {
      const text = boundedDetails(details as Record<string, unknown>);
      assert.ok(Buffer.byteLength(text) <= 32_768);
      assert.doesNotMatch(text, /[\p{Cc}\u202e]/u);
      JSON.parse(text);
    }),
  );
  const huge = Object.fromEntries(Array.from({ length: 128 }, (_, n) => [`k${n}`, Array(64).fill('y'.repeat(256))]));
  assert.match(boundedDetails(huge), /^\{"omitted":"\d+ characters"\}$/);
});
