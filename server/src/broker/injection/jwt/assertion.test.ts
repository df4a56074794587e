/** Signed tokens, checked by Node's own crypto and not by the library that signs them. */
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { Secret } from '../../../domain/secret.ts';
import { assertionMaker, refusalOfKey } from './assertion.ts';
import { readSigningKey } from './signing-key.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

function pem(key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1' = 'pkcs8'): string {
  return key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }) as string;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ed = generateKeyPairSync('ed25519').privateKey;
const keys = { RS256: rsa, ES256: ec, EdDSA: ed };

/** @see RFC 7518, sections 3.3 and 3.4 (r and s side by side); RFC 8037, section 3.1 */
function isSignedBy(key: KeyObject, token: string): boolean {
  const [header, payload, signature] = token.split('.');
  const { alg } = JSON.parse(Buffer.from(header!, 'base64url').toString());
  const bytes = Buffer.from(`${header}.${payload}`);
  const publicKey = createPublicKey(key);
  const options = alg === 'ES256' ? { key: publicKey, dsaEncoding: 'ieee-p1363' as const } : publicKey;
  return verify(alg === 'EdDSA' ? null : 'sha256', bytes, options, Buffer.from(signature!, 'base64url'));
}

function inputsOf(key: string, claims: Record<string, string>) {
  const all = { privateKey: key, lifetimeSeconds: '600', ...claims };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, new Secret(value)]));
}

for (const [algorithm, key] of Object.entries(keys)) {
  test(`a token of ${algorithm} is what any verifier takes, with the claims that the fields say and no others`, async () => {
    const claim = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text.isWellFormed());
    const claims = fc.record({ keyId: claim, issuer: claim, subject: claim, audience: claim, scope: claim });
    await fc.assert(
      fc.asyncProperty(claims, async (given) => {
        const token = await assertionMaker(inputsOf(pem(key), given)).sign(NOW);
        assert.ok(isSignedBy(key, token));
        const [header, payload] = token
          .split('.')
          .slice(0, 2)
          .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
        const { keyId: kid, issuer: iss, subject: sub, audience: aud, scope } = given;
        const set = (values: object) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
        assert.deepEqual(header, { alg: algorithm, typ: 'JWT', ...set({ kid }) });
        assert.deepEqual(payload, { iat: NOW / 1000, exp: NOW / 1000 + 600, ...set({ iss, sub, aud, scope }) });
      }),
      { numRuns: 50 },
    );
  });
}

test('keys in PKCS#1 and SEC1 are taken, and the line ends of other systems', () => {
  for (const text of [pem(rsa, 'pkcs1'), pem(ec, 'sec1'), pem(ed).replaceAll('\n', '\r\n'), `\n${pem(rsa)}`]) {
    assert.equal(readSigningKey(text).ok, true);
  }
});

test('a key that none of the algorithms is for is refused, and nothing of it is quoted', () => {
  const encrypted = ed.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string;
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const x25519 = generateKeyPairSync('x25519').privateKey;
  const publicPem = createPublicKey(ed).export({ type: 'spki', format: 'pem' }) as string;
  const bad = [encrypted, pem(weak), pem(p384), pem(x25519), publicPem, 'no key', pem(ed).slice(0, 60)];
  for (const text of bad) {
    const refusal = refusalOfKey({ privateKey: new Secret(text) });
    assert.equal(refusal?.input, 'privateKey', text.slice(0, 30));
    assert.doesNotMatch(refusal.message, /BEGIN|MII|MC4/);
  }
  assert.equal(refusalOfKey({}), undefined, 'a key that is missing is another matter');
});
