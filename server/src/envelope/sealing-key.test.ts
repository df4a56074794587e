/** Only what the pinned broker has signed, and what has not expired, is a key to seal to. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { privateKeyFromRaw } from '../keys/raw-private-key.ts';
import { signSealingKey } from '../keys/sign-sealing-key.ts';
import {
  formatBrokerPublicKey,
  parseBrokerPublicKey,
  type SealingKey,
  type SealingKeyJson,
  sealingKeyStatement,
  toSealingKeyJson,
  verifySealingKey,
} from './sealing-key.ts';
import { bytes, sealingKeyVectors } from './vectors/vectors.ts';

const vectors = sealingKeyVectors();

function fromJson(json: SealingKeyJson): SealingKey {
  return {
    ...json,
    publicKey: Buffer.from(json.publicKey, 'base64'),
    notAfter: Date.parse(json.notAfter),
    signature: Buffer.from(json.signature, 'base64'),
  };
}

for (const { name, pin, now, key, statement } of vectors.accept) {
  test(`${name}: is accepted, over the statement written down`, () => {
    const sealingKey = fromJson(key);
    verifySealingKey(sealingKey, parseBrokerPublicKey(pin), now);
    assert.equal(sealingKeyStatement(sealingKey).toString('hex'), statement);
    const signed = signSealingKey(sealingKey, privateKeyFromRaw('ed25519', bytes(vectors.brokerPrivateKey))!);
    assert.deepEqual(toSealingKeyJson(signed), key);
  });
}

for (const { name, pin, now, key } of vectors.reject) {
  test(`${name}: is refused`, () => {
    const check = () => verifySealingKey(fromJson(key), parseBrokerPublicKey(pin), now);
    assert.throws(check, { code: 'keys/sealing-key-untrusted' });
  });
}

test('a signature with any byte changed is refused', () => {
  const { key, pin, now } = vectors.accept[0]!;
  const sealingKey = fromJson(key);
  for (let at = 0; at < 64; at++) {
    const signature = Buffer.from(sealingKey.signature);
    signature[at]! ^= 0x80;
    const check = () => verifySealingKey({ ...sealingKey, signature }, parseBrokerPublicKey(pin), now);
    assert.throws(check, { code: 'keys/sealing-key-untrusted' }, `byte ${at}`);
  }
});

test('a key whose not-after is no instant is refused, not an error', () => {
  const { key, pin, now } = vectors.accept[0]!;
  for (const notAfter of [Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, now + 0.5]) {
    const check = () => verifySealingKey({ ...fromJson(key), notAfter }, parseBrokerPublicKey(pin), now);
    assert.throws(check, { code: 'keys/sealing-key-untrusted' });
  }
});

test('the text of a broker key has one spelling', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pin = formatBrokerPublicKey(publicKey);
  assert.match(pin, /^keyward-broker-1:[A-Za-z0-9_-]{43}$/);
  assert.ok(parseBrokerPublicKey(pin).equals(publicKey));
  assert.equal(formatBrokerPublicKey(privateKey), pin);
  const zero = `keyward-broker-1:${'A'.repeat(43)}`;
  parseBrokerPublicKey(zero);
  const others = [
    '',
    `${pin}=`,
    ` ${pin}`,
    `${pin}\n`,
    pin.slice(0, -1),
    pin.replace('-1:', '-2:'),
    zero.replace(/A$/, 'B'),
  ];
  for (const text of others) assert.throws(() => parseBrokerPublicKey(text), { code: 'config/invalid' });
});
