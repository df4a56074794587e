/** The committed envelopes: those to accept open to their value, all others stay closed for the reason given. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { privateKeyFromRaw } from '../keys/raw-private-key.ts';
import { aadOf, infoOf, kidOf } from './format.ts';
import { open } from './open.ts';
import { bindingOf, bytes, envelopeVectors } from './vectors/vectors.ts';

const vectors = envelopeVectors();
const keys = new Map(vectors.keys.map(({ kid, privateKey }) => [kid, privateKeyFromRaw('x25519', bytes(privateKey))]));
const openKeys = (kid: string) => keys.get(kid);

test('a kid is computed from organisation and public key', () => {
  for (const { organisationId, publicKey, kid } of vectors.keys) {
    assert.equal(kidOf(organisationId, bytes(publicKey)), kid);
  }
});

for (const vector of vectors.accept) {
  test(`${vector.name}: opens to its value, with the info and AAD written down`, () => {
    const binding = bindingOf(vector.binding);
    assert.equal(infoOf(vector.kid).toString('hex'), vector.info);
    assert.equal(aadOf(binding).toString('hex'), vector.aad);
    const opened = open(bytes(vector.envelope), binding, openKeys);
    assert.equal(opened.ok && opened.value.reveal().toString('hex'), vector.value);
  });

  test(`${vector.name}: @hpke/core gives the same bytes from the same ephemeral key`, async () => {
    const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
    const [recipient] = vectors.keys;
    const ephemeral = privateKeyFromRaw('x25519', bytes(vector.ephemeralPrivateKey))!.export({ format: 'jwk' });
    const { d: _, ...publicHalf } = ephemeral;
    const sender = await suite.createSenderContext({
      recipientPublicKey: await suite.kem.deserializePublicKey(new Uint8Array(bytes(recipient!.publicKey)).buffer),
      info: new Uint8Array(bytes(vector.info)).buffer,
      ekm: {
        privateKey: await suite.kem.importKey('jwk', ephemeral, false),
        publicKey: await suite.kem.importKey('jwk', publicHalf, true),
      },
    });
    const [value, aad] = [vector.value, vector.aad].map((hex) => new Uint8Array(bytes(hex)).buffer);
    const ciphertext = await sender.seal(value!, aad!);
    const parts = [Buffer.from(sender.enc), Buffer.from(ciphertext)].map((part) => part.toString('hex'));
    assert.equal(vector.envelope, ['01', vector.kid, ...parts].join(''));
  });
}

for (const { name, binding, envelope, reason } of vectors.reject) {
  test(`${name}: stays closed`, () => {
    assert.deepEqual(open(bytes(envelope), bindingOf(binding), openKeys), { ok: false, reason });
  });
}

const [example] = vectors.accept;
const exampleBytes = bytes(example!.envelope);
const exampleBinding = bindingOf(example!.binding);

test('an envelope with any one bit flipped stays closed', () => {
  for (let at = 0; at < exampleBytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const flipped = Buffer.from(exampleBytes);
      flipped[at]! ^= 1 << bit;
      const opened = open(flipped, exampleBinding, openKeys);
      assert.deepEqual(opened, { ok: false, reason: reasonAt(at) }, `byte ${at}, bit ${bit}`);
    }
  }
});

function reasonAt(at: number): string {
  if (at === 0) return 'format';
  return at < 17 ? 'unknown-key' : 'altered';
}

test('an envelope cut to any shorter length stays closed', () => {
  for (let length = 0; length < exampleBytes.length; length++) {
    const reason = length < 65 ? 'format' : 'altered';
    assert.deepEqual(open(exampleBytes.subarray(0, length), exampleBinding, openKeys), { ok: false, reason });
  }
});

test('an envelope whose tag alone is cut to any length stays closed, also where the ciphertext is empty', () => {
  const empty = vectors.accept.find(({ value }) => value === '')!;
  for (let length = 0; length < 16; length++) {
    const cut = bytes(empty.envelope).subarray(0, 49 + length);
    assert.deepEqual(open(cut, bindingOf(empty.binding), openKeys), { ok: false, reason: 'format' });
  }
});
