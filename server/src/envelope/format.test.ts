/** The format: parts are where the drawing says, and lengths that no seal produces are refused. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { formatEnvelope, isBindable, isKid, MAX_VALUE_BYTES, parseEnvelope } from './format.ts';

const kid = 'ab'.repeat(16);
const enc = Buffer.alloc(32, 0xcd);

test('an envelope parses into the parts that it was put together from', () => {
  const ciphertext = Buffer.alloc(20, 0xef);
  const bytes = formatEnvelope(kid, enc, ciphertext);
  assert.equal(bytes.toString('hex'), `01${kid}${'cd'.repeat(32)}${'ef'.repeat(20)}`);
  assert.deepEqual(parseEnvelope(bytes), { ok: true, kid, enc, ciphertext });
});

test('an envelope is between a bare tag and 64 KiB with a tag long', () => {
  const withCiphertext = (length: number) => parseEnvelope(formatEnvelope(kid, enc, Buffer.alloc(length))).ok;
  assert.equal(withCiphertext(15), false);
  assert.equal(withCiphertext(16), true);
  assert.equal(withCiphertext(MAX_VALUE_BYTES + 16), true);
  assert.equal(withCiphertext(MAX_VALUE_BYTES + 17), false);
});

test('a kid is 32 characters of lower-case hex', () => {
  assert.equal(isKid(kid), true);
  for (const text of ['', kid.toUpperCase(), kid.slice(1), `${kid}0`, `${kid}\n`]) assert.equal(isKid(text), false);
});

test('a binding with a lone surrogate or a version that is no natural number cannot be encoded', () => {
  const names = { organisationId: 'org', credentialId: 'cred', type: 'ApiKey', field: 'apiKey' };
  const binding = { ...names, materialVersion: 0, policyBytes: enc };
  assert.equal(isBindable(binding), true);
  for (const name of Object.keys(names)) assert.equal(isBindable({ ...binding, [name]: '\ud800' }), false);
  for (const materialVersion of [-1, 0.5, Number.NaN, 2 ** 53]) {
    assert.equal(isBindable({ ...binding, materialVersion }), false);
  }
});
