/** The key ring makes rows that only it, with the same root key, turns back into keys. */
import assert from 'node:assert/strict';
import { createPublicKey, type KeyObject } from 'node:crypto';
import test from 'node:test';
import { kidOf } from '../envelope/format.ts';
import { open } from '../envelope/open.ts';
import { seal } from '../envelope/seal.ts';
import { type SealingKey, verifySealingKey } from '../envelope/sealing-key.ts';
import { KeyRing, type NewKeyRows } from './key-ring.ts';
import { newRootKeyText, parseRootKey } from './root-key.ts';

const first = parseRootKey(newRootKeyText());
const second = parseRootKey(newRootKeyText());
const clock = () => 1_000;
const ringOf = (...rootKeys: (typeof first)[]) => new KeyRing({ rootKeys, clock });
const ring = ringOf(first);
const signing = ring.generateSigningKey();
const signingKey = ring.unwrapSigningKey(rowsOf(signing));
const sealing = ring.generateSealingKey('org_1', 5_000, signingKey);

function rowsOf({ key, wrapped }: NewKeyRows) {
  return { key, wrapped: [wrapped] };
}

function sealingKeyOf({ key }: NewKeyRows): SealingKey {
  const { organisation_id: organisationId, kid, public_key, not_after, signature } = key;
  return { organisationId, kid, publicKey: public_key!, notAfter: not_after!, signature: signature! };
}

test('a new sealing key is signed, sealed to, and opened with after a restart', () => {
  const binding = { organisationId: 'org_1', credentialId: 'c', type: 't', field: 'f', materialVersion: 1 };
  const bound = { ...binding, policyBytes: Buffer.alloc(0) };
  verifySealingKey(sealingKeyOf(sealing), createPublicKey(signingKey), 4_999);
  const envelope = seal(Buffer.from('value'), bound, sealingKeyOf(sealing));
  const opened = open(envelope, bound, () => ringOf(first).unwrapSealingKey(rowsOf(sealing)));
  assert.equal(opened.ok && opened.value.reveal().toString(), 'value');
});

test('the rows of a new sealing key hold its public half, its term and its kid', () => {
  const { key, wrapped } = sealing;
  assert.equal(key.kid, kidOf('org_1', key.public_key!));
  assert.deepEqual(
    { ...key, public_key: null, signature: null },
    {
      organisation_id: 'org_1',
      kid: key.kid,
      purpose: 'sealing',
      public_key: null,
      not_after: 5_000,
      signature: null,
      created_at: 1_000,
    },
  );
  assert.deepEqual([wrapped.organisation_id, wrapped.kid, wrapped.root_key_id], ['org_1', key.kid, first.id]);
});

test('a witness key comes back the same, and has no public half', () => {
  const witness = ring.generateWitnessKey('org_1');
  const key = ringOf(first).unwrapWitnessKey(rowsOf(witness));
  assert.equal(key.symmetricKeySize, 32);
  assert.ok(key.equals(ring.unwrapWitnessKey(rowsOf(witness))));
  assert.equal(witness.key.public_key, null);
});

test('the signing key belongs to the installation', () => {
  assert.equal(signing.key.organisation_id, 'installation');
  assert.equal(signingKey.asymmetricKeyType, 'ed25519');
});

test('a key of one purpose is refused for every other, also when it is at hand', () => {
  const witness = ring.generateWitnessKey('org_1');
  const unwraps: Record<string, (rows: ReturnType<typeof rowsOf>) => KeyObject> = {
    sealing: (rows) => ring.unwrapSealingKey(rows),
    witness: (rows) => ring.unwrapWitnessKey(rows),
    signing: (rows) => ring.unwrapSigningKey(rows),
  };
  for (const rows of [sealing, witness, signing].map(rowsOf)) {
    unwraps[rows.key.purpose]!(rows);
    for (const [purpose, unwrap] of Object.entries(unwraps)) {
      if (purpose !== rows.key.purpose) assert.throws(() => unwrap(rows), { code: 'keys/wrapped-key-altered' });
    }
  }
});

test('rows moved to another organisation do not unwrap', () => {
  const moved = { ...rowsOf(sealing), key: { ...sealing.key, organisation_id: 'org_2' } };
  assert.throws(() => ring.unwrapSealingKey(moved), { code: 'keys/wrapped-key-altered' });
});

test('a missing root key is named; text that is no id is not repeated', () => {
  const missing = { code: 'keys/root-key-missing', detail: `Missing root key: ${first.id}.` };
  assert.throws(() => ringOf(second).unwrapSealingKey(rowsOf(sealing)), missing);
  const wrapped = [{ ...sealing.wrapped, root_key_id: '<script>' }];
  assert.throws(() => ringOf(second).unwrapSealingKey({ ...sealing, wrapped }), { ...missing, detail: undefined });
  assert.throws(() => ringOf(second).unwrapSealingKey({ ...sealing, wrapped: [] }), { code: 'keys/root-key-missing' });
  assert.throws(() => ringOf(), { code: 'keys/root-key-missing' });
});

test('the first root key wraps and all unwrap, so that a key is wrapped anew under another', () => {
  const changing = ringOf(second, first);
  const rewrapped = changing.rewrap('sealing', rowsOf(sealing));
  assert.equal(rewrapped.root_key_id, second.id);
  const rows = { key: sealing.key, wrapped: [sealing.wrapped, rewrapped] };
  for (const rootKey of [first, second]) {
    assert.ok(
      ringOf(rootKey)
        .unwrapSealingKey(rows)
        .equals(ring.unwrapSealingKey(rowsOf(sealing))),
    );
  }
});

test('one altered wrapping does not hide a good one', () => {
  const rewrapped = ringOf(second, first).rewrap('sealing', rowsOf(sealing));
  const altered = { ...rewrapped, wrapped: Buffer.alloc(61) };
  assert.doesNotThrow(() =>
    ringOf(second, first).unwrapSealingKey({ ...sealing, wrapped: [altered, sealing.wrapped] }),
  );
});

test('a key at hand needs no unwrapping until it is forgotten', () => {
  const own = ringOf(first);
  const altered = { ...rowsOf(sealing), wrapped: [{ ...sealing.wrapped, wrapped: Buffer.alloc(0) }] };
  own.unwrapSealingKey(rowsOf(sealing));
  assert.doesNotThrow(() => own.unwrapSealingKey(altered));
  own.forget('org_1', sealing.key.kid);
  assert.throws(() => own.unwrapSealingKey(altered), { code: 'keys/wrapped-key-altered' });
});
