/** Sealing and opening belong together for every value, and for no two different bindings. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type Binding, kidOf } from './format.ts';
import { open } from './open.ts';
import { rawPublicKey } from './raw-public-key.ts';
import { seal } from './seal.ts';

const { privateKey } = generateKeyPairSync('x25519');

function sealingKeyOf(organisationId: string, publicKey: Uint8Array = rawPublicKey(privateKey)) {
  return { organisationId, kid: kidOf(organisationId, publicKey), publicKey, notAfter: 1, signature: Buffer.alloc(64) };
}

const text = fc.string({ unit: 'binary' });
const bindings: fc.Arbitrary<Binding> = fc.record({
  organisationId: text,
  credentialId: text,
  type: text,
  field: text,
  materialVersion: fc.maxSafeNat(),
  policyBytes: fc.uint8Array(),
});
const binding: Binding = {
  organisationId: 'org_1',
  credentialId: 'cred_1',
  type: 'ApiKey',
  field: 'apiKey',
  materialVersion: 1,
  policyBytes: Buffer.from('{}'),
};

test('any bytes under any binding open to what was sealed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), bindings, (value, bound) => {
      const opened = open(seal(value, bound, sealingKeyOf(bound.organisationId)), bound, () => privateKey);
      return opened.ok && Buffer.compare(opened.value.reveal(), value) === 0;
    }),
  );
});

test('under any other binding an envelope stays closed', () => {
  const changes = bindings.chain((other) => fc.constantFrom(...Object.entries(other)));
  fc.assert(
    fc.property(bindings, changes, (bound, [part, value]) => {
      const other = { ...bound, [part]: value };
      fc.pre(!isDeepStrictEqual(bound[part as keyof Binding], value));
      return !open(seal(Buffer.from('x'), bound, sealingKeyOf(bound.organisationId)), other, () => privateKey).ok;
    }),
  );
});

test('64 KiB are sealed, a byte more is refused', () => {
  const value = Buffer.alloc(65_536, 1);
  const opened = open(seal(value, binding, sealingKeyOf('org_1')), binding, () => privateKey);
  assert.deepEqual(opened.ok && opened.value.reveal(), value);
  assert.throws(() => seal(Buffer.alloc(65_537), binding, sealingKeyOf('org_1')), { code: 'credential/too-large' });
});

test('nothing is sealed to the key of another organisation, or to what is no usable key', () => {
  const keys = [
    sealingKeyOf('org_2'),
    ...[Buffer.alloc(31), Buffer.alloc(32)].map((raw) => sealingKeyOf('org_1', raw)),
  ];
  for (const key of keys) {
    assert.throws(() => seal(Buffer.from('x'), binding, key), { code: 'keys/sealing-key-untrusted' });
  }
});

test('nothing is sealed under a binding that cannot be encoded, and such a row stays closed alone', () => {
  const envelope = seal(Buffer.from('x'), binding, sealingKeyOf('org_1'));
  for (const change of [{ materialVersion: -1 }, { materialVersion: 1.5 }, { field: '\udc00' }]) {
    const bound = { ...binding, ...change };
    assert.throws(() => seal(Buffer.from('x'), bound, sealingKeyOf('org_1')), { code: 'internal/unexpected' });
    assert.deepEqual(
      open(envelope, bound, () => privateKey),
      { ok: false, reason: 'altered' },
    );
  }
});

test('a key that is given for a kid but is not the key of that kid opens nothing', () => {
  const envelope = seal(Buffer.from('x'), binding, sealingKeyOf('org_1'));
  const opened = open(envelope, binding, () => generateKeyPairSync('x25519').privateKey);
  assert.deepEqual(opened, { ok: false, reason: 'unknown-key' });
});

test('an opened value prints as redacted', () => {
  const opened = open(seal(Buffer.from('canary-value'), binding, sealingKeyOf('org_1')), binding, () => privateKey);
  assert.ok(opened.ok);
  assert.equal(JSON.stringify(opened), '{"ok":true,"value":"[redacted]"}');
  assert.doesNotMatch(inspect(opened, { depth: null, showHidden: true }), /canary|63 61 6e/);
});
