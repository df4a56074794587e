/**
 * The scrubber beside an oracle that has the whole body at once and knows nothing of chunks or automata: each form by a
 * plain `indexOf` of its own, all that it finds masked.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cpuMs } from '../../../test/kit/cpu-time.ts';
import { Secret } from '../../domain/secret.ts';
import { buildPatterns, LONGEST_PATTERN } from './patterns.ts';
import { buildScrubber, type Scrubber } from './scrubber.ts';

function scrubberOf(values: readonly Buffer[]): Scrubber {
  return buildScrubber(values.map((value) => new Secret(value)));
}

function maskByOracle(patterns: readonly Buffer[], body: Buffer): Buffer {
  const masked = Buffer.from(body);
  for (const pattern of patterns) {
    for (let at = body.indexOf(pattern); at >= 0; at = body.indexOf(pattern, at + 1))
      masked.fill('*', at, at + pattern.length);
  }
  return masked;
}

function scrub(scrubber: Scrubber, body: Buffer, cuts: readonly number[]): Buffer {
  const stream = scrubber.stream();
  const edges = [0, ...cuts.filter((cut) => cut < body.length).toSorted((a, b) => a - b), body.length];
  const chunks = edges.slice(1).map((edge, index) => stream.push(body.subarray(edges[index], edge)));
  return Buffer.concat([...chunks, stream.flush()]);
}

/** Written here by other means than in the scrubber. */
function formsByHand(value: Buffer): Buffer[] {
  const text = value.toString();
  const forms = [value.toString('hex'), value.toString('base64').replace(/.?=+$/, '')];
  if (!Buffer.from(text).equals(value)) return [value, ...forms.map((form) => Buffer.from(form))];
  const json = JSON.stringify(text).slice(1, -1);
  const form = new URLSearchParams({ a: text }).toString().slice(2);
  forms.push(json, JSON.stringify(json).slice(1, -1), encodeURIComponent(text), form);
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return [value, ...[...forms, html].map((one) => Buffer.from(one))];
}

interface Case {
  readonly values: readonly Buffer[];
  readonly body: Buffer;
}

/** Bodies made of the values' forms, of their beginnings and ends, and of what lies between. */
function caseOf(values: fc.Arbitrary<Buffer[]>, noise: fc.Arbitrary<Buffer>, most: number): fc.Arbitrary<Case> {
  return values.chain((list) => {
    const forms = list.flatMap(formsByHand);
    const form = fc.constantFrom(...forms);
    const begin = fc.tuple(form, fc.nat({ max: 40 })).map(([bytes, n]) => bytes.subarray(0, n));
    const end = fc.tuple(form, fc.nat({ max: 40 })).map(([bytes, n]) => bytes.subarray(bytes.length - n));
    const parts = fc.array(fc.oneof(form, begin, end, noise), { maxLength: most });
    return fc.record({ values: fc.constant(list), body: parts.map((all) => Buffer.concat(all)) });
  });
}

const few = fc
  .string({ unit: fc.constantFrom('a', 'b'), minLength: 8, maxLength: 14 })
  .map((text) => Buffer.from(text));
const same = fc.integer({ min: 8, max: 20 }).map((length) => Buffer.alloc(length, 'a'));
const marked = fc
  .string({
    unit: fc.constantFrom('k', 'é', '/', '+', '"', '\\', '<', '&', ' ', '%', '=', '𝄞'),
    minLength: 8,
    maxLength: 12,
  })
  .map((text) => Buffer.from(text));
const binary = fc.uint8Array({ minLength: 8, maxLength: 12 }).map((bytes) => Buffer.from(bytes));
/** With prefixes, suffixes and doubles of one another. */
const related = fc
  .tuple(few, fc.integer({ min: 8, max: 14 }))
  .map(([one, n]) => [one, one.subarray(0, n), one.subarray(-n), Buffer.concat([one, one])]);
const valuesOf = fc.oneof(
  fc.array(fc.oneof(few, same, marked, binary), { minLength: 1, maxLength: 3 }),
  fc.array(few, { minLength: 1, maxLength: 4 }),
  related,
);
const noise = fc.constantFrom(
  ...['a', 'b', ' ', '*', '%', '\\', '\0', 'aaaaaaa', '{"a":"', 'é'].map((one) => Buffer.from(one)),
);
const small = caseOf(valuesOf, noise, 8);

test('catalogue 17: the answer is the mask of the oracle, with every cut of the body into two', () => {
  const property = fc.property(small, ({ values, body }) => {
    const scrubber = scrubberOf(values);
    const expected = maskByOracle(buildPatterns(values).patterns, body);
    for (let cut = 0; cut <= body.length; cut++) assert.deepEqual(scrub(scrubber, body, [cut]), expected);
  });
  fc.assert(property, { numRuns: 600 });
});

test('catalogue 17: the answer is the mask of the oracle, with any cuts and byte by byte', () => {
  const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 30 });
  const property = fc.property(small, cuts, ({ values, body }, edges) => {
    const scrubber = scrubberOf(values);
    const expected = maskByOracle(buildPatterns(values).patterns, body);
    assert.deepEqual(scrub(scrubber, body, edges), expected);
    assert.deepEqual(scrub(scrubber, body, [...body.keys()]), expected);
  });
  fc.assert(property, { numRuns: 1_500 });
});

test('catalogue 17: the length is kept, and no form by any other hand remains', () => {
  const property = fc.property(small, fc.nat({ max: 200 }), ({ values, body }, cut) => {
    const scrubbed = scrub(scrubberOf(values), body, [cut]);
    assert.equal(scrubbed.length, body.length);
    for (const form of values.flatMap(formsByHand)) {
      // A value of asterisks alone would be found in its own mask.
      assert.ok(form.every((byte) => byte === 42) || !scrubbed.includes(form), form.toString());
    }
  });
  fc.assert(property, { numRuns: 1_500 });
});

test('a body without the secret is not touched, nor copied where nothing is held back', () => {
  const text = fc.string({ unit: fc.constantFrom('x', 'y', '{', '"', ' ', '7'), maxLength: 300 });
  const property = fc.property(valuesOf, text, fc.nat({ max: 300 }), (values, plain, cut) => {
    const body = Buffer.from(plain);
    const scrubber = scrubberOf(values);
    const isClean = !buildPatterns(values).patterns.some((pattern) => body.includes(pattern));
    fc.pre(isClean);
    assert.deepEqual(scrub(scrubber, body, [cut]), body);
    const whole = Buffer.concat([body, Buffer.from('\n')]);
    assert.equal(
      scrubberOf([Buffer.from('correct-horse')])
        .stream()
        .push(whole),
      whole,
    );
  });
  fc.assert(property, { numRuns: 1_000 });
});

test('catalogue 17: long values are masked in pieces as by the oracle, periodic and binary ones too', () => {
  const length = fc.integer({ min: LONGEST_PATTERN - 2, max: 3 * LONGEST_PATTERN + 9 });
  const periodic = fc.tuple(few, length).map(([unit, size]) => Buffer.alloc(size, unit));
  const random = fc
    .tuple(fc.uint8Array({ minLength: 200, maxLength: 600 }), length)
    .map(([unit, size]) => Buffer.alloc(size, Buffer.from(unit)));
  const long = caseOf(fc.array(fc.oneof(periodic, random), { minLength: 1, maxLength: 2 }), noise, 5);
  const property = fc.property(long, fc.array(fc.nat({ max: 6_000 }), { maxLength: 20 }), ({ values, body }, cuts) => {
    assert.deepEqual(scrub(scrubberOf(values), body, cuts), maskByOracle(buildPatterns(values).patterns, body));
  });
  fc.assert(property, { numRuns: 150 });
});

test('a stream takes one body after the other, and carries nothing over', () => {
  const stream = scrubberOf([Buffer.from('correct-horse')]).stream();
  assert.equal(stream.push(Buffer.from('a correct-')).toString() + stream.flush().toString(), 'a correct-');
  assert.equal(stream.push(Buffer.from('horse')).toString() + stream.flush().toString(), 'horse');
});

test('catalogue 15: text that almost matches a periodic secret is searched in linear time', () => {
  const value = Buffer.alloc(64 * 1024, `${'a'.repeat(510)}b`);
  const scrubber = scrubberOf([value]);
  const body = Buffer.alloc(256 * 1024, 'a');
  const start = cpuMs();
  const scrubbed = scrub(scrubber, body, []);
  const tookMs = cpuMs() - start;
  assert.equal(scrubbed.length, body.length);
  // About 10 ms; by comparison with each pattern it was more than a minute.
  assert.ok(tookMs < 2_000, `${tookMs} ms`);
});
