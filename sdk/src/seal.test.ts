/** What the SDK seals, the broker opens; and the SDK needs nothing but the web platform. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import fc from 'fast-check';
import { kidOf } from '../../server/src/envelope/format.ts';
import { open } from '../../server/src/envelope/open.ts';
import { rawPublicKey } from '../../server/src/envelope/raw-public-key.ts';
import { formatBrokerPublicKey, toSealingKeyJson } from '../../server/src/envelope/sealing-key.ts';
import { signSealingKey } from '../../server/src/keys/sign-sealing-key.ts';
import { type Binding, seal, verifySealingKey } from './index.ts';

const { privateKey } = generateKeyPairSync('x25519');
const broker = generateKeyPairSync('ed25519');
const policyBytes = Buffer.from('{"version":1}');
const binding: Binding = {
  organisationId: 'org_1',
  credentialId: 'cred_1',
  type: 'ApiKey',
  field: 'apiKey',
  materialVersion: 1,
  policyBytes: policyBytes.toString('base64'),
};

function trustedKey(organisationId: string, publicKey: Uint8Array = rawPublicKey(privateKey)) {
  const kid = kidOf(organisationId, publicKey);
  const key = signSealingKey({ organisationId, kid, publicKey, notAfter: Date.now() + 60_000 }, broker.privateKey);
  return verifySealingKey(toSealingKeyJson(key), formatBrokerPublicKey(broker.publicKey));
}

test('any bytes under any binding open at the server', async () => {
  const text = fc.string({ unit: 'binary' });
  const names = fc.record({ organisationId: text, credentialId: text, type: text, field: text });
  const property = fc.asyncProperty(
    fc.uint8Array({ maxLength: 300 }),
    names,
    fc.record({ materialVersion: fc.maxSafeNat(), policyBytes: fc.uint8Array() }),
    async (value, name, { materialVersion, policyBytes: policy }) => {
      const bound = { ...name, materialVersion, policyBytes: Buffer.from(policy).toString('base64') };
      const envelope = await seal(value, bound, await trustedKey(name.organisationId));
      const opened = open(envelope, { ...bound, policyBytes: policy }, () => privateKey);
      assert.deepEqual(opened.ok && opened.value.reveal(), Buffer.from(value));
    },
  );
  await fc.assert(property, { numRuns: 50 });
});

test('64 KiB are sealed, a byte more is refused', async () => {
  const envelope = await seal(new Uint8Array(65_536), binding, await trustedKey('org_1'));
  assert.equal(open(envelope, { ...binding, policyBytes }, () => privateKey).ok, true);
  await assert.rejects(seal(new Uint8Array(65_537), binding, await trustedKey('org_1')), {
    code: 'credential/too-large',
  });
});

test('nothing is sealed to the key of another organisation or to a point of low order', async () => {
  for (const key of [await trustedKey('org_2'), await trustedKey('org_1', new Uint8Array(32))]) {
    await assert.rejects(seal(new Uint8Array(1), binding, key), { code: 'keys/sealing-key-untrusted' });
  }
});

test('nothing is sealed under a binding that cannot be encoded', async () => {
  const changes = [
    { materialVersion: -1 },
    { materialVersion: 0.5 },
    { type: '\ud800' },
    { policyBytes: 'e30' },
    { policyBytes: '*' },
  ];
  for (const change of changes) {
    const sealing = seal(new Uint8Array(1), { ...binding, ...change }, await trustedKey('org_1'));
    await assert.rejects(sealing, { code: 'credential/seal-refused' });
  }
});

test('no file of the SDK uses what browsers lack', () => {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'),
  );
  for (const name of files) {
    const source = readFileSync(new URL(name, folder), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    assert.doesNotMatch(
      source,
      /from '(?!\.{1,2}\/|@hpke\/core'|openapi-fetch')|\bBuffer\b|\bprocess\b|\brequire\b/,
      name,
    );
  }
});
