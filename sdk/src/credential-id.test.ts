import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isId } from '../../server/src/domain/id.ts';
import { newCredentialId } from './index.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function bitsOf(id: string): string {
  return [...id.slice('cred_'.length)]
    .map((character) => ALPHABET.indexOf(character).toString(2).padStart(5, '0'))
    .join('')
    .slice(2);
}

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test('at any time an id is one that the server takes: a TypeID of 128 bits in lower case', () => {
  fc.assert(fc.property(time, (now) => isId('cred', newCredentialId(now))));
});

test('inside lies a UUIDv7 with the time in front, version 7 and variant 10', () => {
  const property = fc.property(time, (now) => {
    const bits = bitsOf(newCredentialId(now));
    assert.equal(Number.parseInt(bits.slice(0, 48), 2), now);
    assert.deepEqual([bits.slice(48, 52), bits.slice(64, 66)], ['0111', '10']);
  });
  fc.assert(property);
});

test('ids sort by their time', () => {
  const property = fc.property(time, time, (a, b) => a === b || newCredentialId(a) < newCredentialId(b) === a < b);
  fc.assert(property);
});

test('ids of one millisecond are all different', () => {
  assert.equal(new Set(Array.from({ length: 20_000 }, () => newCredentialId(1_760_000_000_000))).size, 20_000);
});

test('without a time the machine tells it', () => {
  const before = Date.now();
  const at = Number.parseInt(bitsOf(newCredentialId()).slice(0, 48), 2);
  assert.ok(at >= before && at <= Date.now());
});
