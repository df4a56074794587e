import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newAccessToken } from '../../domain/access-token.ts';
import { takeToken } from './take-token.ts';

const token = newAccessToken();
const other = newAccessToken();
const missing = { code: 'token/missing' };

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

test('the token stands in Keyward-Token, or in Authorization as Bearer, token or either half of Basic', () => {
  assert.equal(takeToken({ 'keyward-token': token }), token);
  for (const authorization of [
    `Bearer ${token}`,
    `bearer   ${token}`,
    `TOKEN ${token}`,
    basic(`${token}:`),
    basic(`${token}:x`),
    basic(`user:${token}`),
    basic(`:${token}`),
    basic(token),
  ]) {
    assert.equal(takeToken({ authorization }), token, authorization);
  }
});

test('Keyward-Token wins, so that Authorization may be meant for the upstream', () => {
  assert.equal(takeToken({ 'keyward-token': token, authorization: `Bearer ${other}` }), token);
});

test('without any place that holds a token there is none', () => {
  const values = [
    '',
    'Bearer',
    'Bearer ',
    token,
    `Digest ${token}`,
    `Bearer ${token} x`,
    `Bearer\t${token}`,
    basic('user:pass'),
    basic(''),
  ];
  for (const authorization of values) assert.throws(() => takeToken({ authorization }), missing, authorization);
  assert.throws(() => takeToken({}), missing);
  assert.throws(
    () => takeToken({ cookie: `keyward-token=${token}`, 'proxy-authorization': `Bearer ${token}` }),
    missing,
  );
});

test('a half of Basic is taken whole or not at all: a colon is part of the password', () => {
  assert.throws(() => takeToken({ authorization: basic(`user:x:${token}`) }), missing);
  assert.throws(() => takeToken({ authorization: basic(`user:${token}:x`) }), missing);
});

test('whatever the header, it gives a text without blanks or token/missing', () => {
  const scheme = fc.constantFrom('Bearer ', 'Basic ', 'token ', '', 'basic  ');
  const property = fc.property(scheme, fc.string({ maxLength: 80 }), (start, rest) => {
    try {
      assert.match(takeToken({ authorization: start + rest }), /^\S+$/);
    } catch (error) {
      assert.equal((error as { code?: string }).code, 'token/missing');
    }
  });
  fc.assert(property, { numRuns: 1_000 });
});

test('a long header is read in time linear in its length', () => {
  const start = performance.now();
  for (const unit of ['a', ' ', ' a', ':']) {
    for (const head of ['Bearer ', 'Basic ', '']) {
      assert.throws(() => takeToken({ authorization: `${head}${unit.repeat(100_000)} x y` }), missing);
    }
  }
  assert.ok(performance.now() - start < 2_000);
});
