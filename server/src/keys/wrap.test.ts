/** Wrapping: bound to organisation, kid and root key, and closed to every change. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { bytes, type WrappedKeyCase, wrappedKeyVectors } from '../envelope/vectors/vectors.ts';
import { purposes } from './purpose.ts';
import { newRootKeyText, parseRootKey } from './root-key.ts';
import { unwrapKey } from './unwrap-key.ts';
import { unwrap, wrap } from './wrap.ts';

const vectors = wrappedKeyVectors();
const rootKeys = vectors.rootKeys.map(({ text }) => parseRootKey(text));
const name = { organisationId: 'org_1', kid: 'ab'.repeat(16) };

function unwrapCase({ purpose, organisationId, kid, rootKeyId, wrapped }: WrappedKeyCase) {
  const key = { organisation_id: organisationId, kid };
  return unwrapKey(purpose, { key, wrapped: [{ root_key_id: rootKeyId, wrapped: bytes(wrapped) }] }, rootKeys);
}

for (const vector of vectors.accept) {
  test(`${vector.name}: unwraps to its bytes, and wraps to the bytes written down`, () => {
    assert.equal(purposes[vector.purpose].toBytes(unwrapCase(vector)).toString('hex'), vector.key);
    const rootKey = rootKeys.find(({ id }) => id === vector.rootKeyId)!;
    const wrapped = wrap(bytes(vector.key), vector, { rootKey, nonce: bytes(vector.nonce) });
    assert.equal(wrapped.toString('hex'), vector.wrapped);
  });
}

for (const vector of vectors.reject) {
  test(`a wrapped key, ${vector.name}: does not unwrap`, () => {
    assert.throws(() => unwrapCase(vector), { code: vector.code });
  });
}

test('a wrapped key with any byte flipped, or cut to any shorter length, does not unwrap', () => {
  const rootKey = rootKeys[0]!;
  const wrapped = wrap(Buffer.alloc(32, 5), name, { rootKey });
  for (let at = 0; at < wrapped.length; at++) {
    const flipped = Buffer.from(wrapped);
    flipped[at]! ^= 1;
    assert.equal(unwrap(flipped, name, rootKey), undefined, `byte ${at}`);
    assert.equal(unwrap(wrapped.subarray(0, at), name, rootKey), undefined, `length ${at}`);
  }
});

test('any bytes unwrap to what was wrapped, and under another root key stay wrapped', () => {
  const rootKey = parseRootKey(newRootKeyText());
  const impostor = { ...parseRootKey(newRootKeyText()), id: rootKey.id };
  fc.assert(
    fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (value, organisationId) => {
      const wrapped = wrap(value, { ...name, organisationId }, { rootKey });
      assert.deepEqual(unwrap(wrapped, { ...name, organisationId }, rootKey), Buffer.from(value));
      assert.equal(unwrap(wrapped, { ...name, organisationId }, impostor), undefined);
      assert.equal(unwrap(wrapped, { ...name, organisationId: `${organisationId}x` }, rootKey), undefined);
    }),
  );
});

test('a nonce never comes twice', () => {
  const nonces = Array.from({ length: 100 }, () =>
    wrap(Buffer.alloc(32), name, { rootKey: rootKeys[0]! }).toString('hex', 1, 13),
  );
  assert.equal(new Set(nonces).size, nonces.length);
});
