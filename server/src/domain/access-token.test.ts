import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hashAccessToken, isAccessToken, newAccessToken } from './access-token.ts';

test('a new token has its form, 256 bits, and is never the same', () => {
  const tokens = Array.from({ length: 1_000 }, newAccessToken);
  assert.equal(tokens.every(isAccessToken), true);
  assert.equal(new Set(tokens).size, tokens.length);
  assert.equal(Buffer.from(tokens[0]!.slice(3), 'base64url').length, 32);
});

test('a token has one form: prefix, 43 characters of base64url, nothing around it', () => {
  const token = `kw_${'A'.repeat(43)}`;
  assert.equal(isAccessToken(token), true);
  const others = [
    `${token}A`,
    token.slice(0, -1),
    `${token}\n`,
    ` ${token}`,
    token.toUpperCase(),
    `${token.slice(0, -1)}=`,
  ];
  for (const text of [...others, `kw-${'A'.repeat(43)}`, `kw_${'A'.repeat(42)}+`, '', 'kw_']) {
    assert.equal(isAccessToken(text), false, JSON.stringify(text));
  }
});

test('what is stored is the SHA-256 of the whole token, prefix included', () => {
  const hash = hashAccessToken(`kw_${'A'.repeat(43)}`);
  assert.equal(hash.toString('hex'), 'aa7426753c6935286f71bc723fae4d240e7d19bfcc99b95569e086b480505cf3');
});

test('no two texts that differ have the same hash', () => {
  const text = fc.string({ maxLength: 60 });
  fc.assert(fc.property(text, text, (a, b) => a === b || !hashAccessToken(a).equals(hashAccessToken(b))));
});
