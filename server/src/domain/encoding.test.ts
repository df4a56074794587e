import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeInteger, encodeList, sha256 } from './encoding.ts';

/** Reads a list back: what can be read back in one way is the encoding of one list only. */
function decodeList(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 + bytes.readUInt32BE(at);
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

test('a list reads back as its parts, so that no two lists give the same bytes', () => {
  const part = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
  const property = fc.property(fc.array(part), (parts) => {
    assert.deepEqual(
      decodeList(encodeList(parts)),
      parts.map((item) => Buffer.from(item as string)),
    );
  });
  fc.assert(property);
});

test('a boundary moved between two parts changes the bytes', () => {
  assert.notDeepEqual(encodeList(['ab', 'c']), encodeList(['a', 'bc']));
  assert.notDeepEqual(encodeList(['abc']), encodeList(['abc', '']));
  assert.notDeepEqual(encodeList([]), encodeList(['']));
});

test('lengths are four bytes, big-endian, of the UTF-8 and not of the characters', () => {
  assert.equal(encodeList(['é', new Uint8Array([255])]).toString('hex'), '00000002c3a900000001ff');
});

test('an integer is eight bytes, big-endian, up to the largest safe one', () => {
  assert.equal(encodeInteger(0).toString('hex'), '0000000000000000');
  assert.equal(encodeInteger(258).toString('hex'), '0000000000000102');
  assert.equal(encodeInteger(Number.MAX_SAFE_INTEGER).toString('hex'), '001fffffffffffff');
  fc.assert(fc.property(fc.maxSafeNat(), (value) => Number(encodeInteger(value).readBigUInt64BE()) === value));
});

test('what is no non-negative integer is not encoded', () => {
  for (const value of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => encodeInteger(value), RangeError, String(value));
  }
});

test('SHA-256 is that of FIPS 180-4, the same for text and its UTF-8', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  assert.equal(sha256('abc').toString('hex'), abc);
  assert.equal(sha256(new Uint8Array([97, 98, 99])).toString('hex'), abc);
});
