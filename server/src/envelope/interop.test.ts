/** Envelopes cross over to two other implementations of HPKE and back. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { Aes256Gcm, CipherSuite as CoreSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke';
import { rawPrivateKey } from '../keys/raw-private-key.ts';
import { aadOf, type Binding, formatEnvelope, infoOf, kidOf, parseEnvelope } from './format.ts';
import { open } from './open.ts';
import { rawPublicKey } from './raw-public-key.ts';
import { seal } from './seal.ts';

const { privateKey } = generateKeyPairSync('x25519');
const publicKey = rawPublicKey(privateKey);
const binding: Binding = {
  organisationId: 'org_1',
  credentialId: 'cred_1',
  type: 'ApiKey',
  field: 'apiKey',
  materialVersion: 3,
  policyBytes: Buffer.from('{}'),
};
const kid = kidOf(binding.organisationId, publicKey);
const sealingKey = { organisationId: 'org_1', kid, publicKey, notAfter: 1, signature: Buffer.alloc(64) };
const copy = (view: Uint8Array) => new Uint8Array(view);
const [info, aad] = [copy(infoOf(kid)), copy(aadOf(binding))];
const values = [Buffer.alloc(0), Buffer.from('sk-test'), Buffer.alloc(65_536, 0xa5)];

interface Implementation {
  seal(value: Uint8Array): Promise<{ enc: Uint8Array; ciphertext: Uint8Array }>;
  open(enc: Uint8Array, ciphertext: Uint8Array): Promise<Uint8Array>;
}

const core = new CoreSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const hpke = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

const implementations: Record<string, Implementation> = {
  '@hpke/core': {
    async seal(value) {
      const recipientPublicKey = await core.kem.deserializePublicKey(copy(publicKey).buffer);
      const sender = await core.createSenderContext({ recipientPublicKey, info: info!.buffer });
      const ciphertext = await sender.seal(copy(value).buffer, aad!.buffer);
      return { enc: new Uint8Array(sender.enc), ciphertext: new Uint8Array(ciphertext) };
    },
    async open(enc, ciphertext) {
      const recipientKey = await core.kem.deserializePrivateKey(copy(rawPrivateKey(privateKey)).buffer);
      const recipient = await core.createRecipientContext({ recipientKey, enc: copy(enc).buffer, info: info!.buffer });
      return new Uint8Array(await recipient.open(copy(ciphertext).buffer, aad!.buffer));
    },
  },
  hpke: {
    async seal(value) {
      const recipient = await hpke.DeserializePublicKey(copy(publicKey));
      const { encapsulatedSecret, ciphertext } = await hpke.Seal(recipient, copy(value), { info, aad });
      return { enc: encapsulatedSecret, ciphertext };
    },
    async open(enc, ciphertext) {
      const key = await hpke.DeserializePrivateKey(copy(rawPrivateKey(privateKey)), true);
      return hpke.Open(
        { privateKey: key, publicKey: await hpke.DeserializePublicKey(copy(publicKey)) },
        copy(enc),
        copy(ciphertext),
        { info, aad },
      );
    },
  },
};

for (const [name, implementation] of Object.entries(implementations)) {
  test(`what we seal, ${name} opens`, async () => {
    for (const value of values) {
      const parts = parseEnvelope(seal(value, binding, sealingKey));
      assert.ok(parts.ok);
      assert.deepEqual(Buffer.from(await implementation.open(parts.enc, parts.ciphertext)), value);
    }
  });

  test(`what ${name} seals, we open`, async () => {
    for (const value of values) {
      const { enc, ciphertext } = await implementation.seal(value);
      const opened = open(formatEnvelope(kid, enc, ciphertext), binding, () => privateKey);
      assert.deepEqual(opened.ok && opened.value.reveal(), value);
    }
  });
}
