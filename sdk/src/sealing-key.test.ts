/** The SDK trusts and refuses the same sealing keys as the server. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { sealingKeyVectors } from '../../server/src/envelope/vectors/vectors.ts';
import { verifySealingKey } from './index.ts';

const vectors = sealingKeyVectors();

for (const { name, key, pin, now } of vectors.accept) {
  test(`${name}: is accepted`, async () => {
    assert.deepEqual(await verifySealingKey(key, pin, now), key);
  });
}

for (const { name, key, pin, now } of vectors.reject) {
  test(`${name}: is refused`, async () => {
    await assert.rejects(verifySealingKey(key, pin, now), { code: 'keys/sealing-key-untrusted' });
  });
}

test('base64 with another spelling, and a date that is none, are refused', async () => {
  const { key, pin, now } = vectors.accept[0]!;
  const changes = [
    { publicKey: ` ${key.publicKey}` },
    { signature: key.signature.replace(/=+$/, '') },
    { notAfter: 'never' },
  ];
  for (const change of changes) {
    await assert.rejects(verifySealingKey({ ...key, ...change }, pin, now), { code: 'keys/sealing-key-untrusted' });
  }
});

test('a pin has one spelling', async () => {
  const { key, pin, now } = vectors.accept[0]!;
  const stray = `keyward-broker-1:${'A'.repeat(42)}B`;
  for (const text of ['', `${pin}=`, `${pin}\n`, pin.slice(0, -1), pin.replace('-1:', '-2:'), stray]) {
    await assert.rejects(verifySealingKey(key, text, now), { code: 'config/invalid' });
  }
});
