import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { cpuMs } from '../../../test/kit/cpu-time.ts';
import { encryptedPkcs8, longRsaKey } from '../../../test/kit/hostile-key.ts';
import { readPrivateKey } from './private-key.ts';

const passphrase = 'open sesame';
const plain = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pem = plain.export({ type: 'pkcs8', format: 'pem' }) as string;
const sealed = plain.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }) as string;

test('a key is read as it is, and one under a passphrase with that alone', () => {
  assert.ok(readPrivateKey(pem)?.equals(plain));
  assert.ok(readPrivateKey(pem, 'needless')?.equals(plain));
  assert.ok(readPrivateKey(sealed, passphrase)?.equals(plain));
  for (const other of ['', 'closed']) assert.equal(readPrivateKey(sealed, other), undefined, other);
});

test('a key that asks for more rounds than anybody needs is refused before the first of them', () => {
  const [few, many] = [1_000, 2_000_000_000].map((rounds) => encryptedPkcs8({ rounds }));
  assert.throws(() => createPrivateKey({ key: few!, passphrase }), { code: 'ERR_OSSL_BAD_DECRYPT' }, 'well formed');
  const scrypt = encryptedPkcs8({ scrypt: [16_384, 1, 200_000] });
  const decoys = [
    `${sealed}${many}`,
    `${many}${sealed}`,
    many!.replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\n\n'),
  ];
  const relabelled = ['PRIVATE KEY', 'RSA PRIVATE KEY'].map((label) =>
    many!.replaceAll('ENCRYPTED PRIVATE KEY', label),
  );
  const begun = cpuMs();
  for (const hostile of [many!, scrypt, ...decoys, ...relabelled])
    assert.equal(readPrivateKey(hostile, passphrase), undefined, hostile);
  assert.ok(cpuMs() - begun < 5_000);
});

test('an RSA key is refused whose every signature would take seconds', () => {
  assert.equal(readPrivateKey(longRsaKey(16_384)), undefined);
  assert.equal(readPrivateKey(longRsaKey(4_096))?.asymmetricKeyDetails?.modulusLength, 4_096);
});

test('what is cut anywhere is refused and does not throw', () => {
  const body = sealed.split('\n').slice(1, -2).join('');
  const der = Buffer.from(body, 'base64');
  for (let end = 0; end < der.length; end++) {
    const base64 = der.subarray(0, end).toString('base64');
    const cut = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${base64}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
    assert.equal(readPrivateKey(cut, passphrase), undefined, String(end));
  }
});
