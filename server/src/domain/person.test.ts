import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertPassword, normaliseEmail } from './person.ts';

test('an address is kept in one spelling; what is none is none', () => {
  assert.equal(normaliseEmail(' Ada@Example.ORG '), 'ada@example.org');
  for (const text of [
    '',
    'ada',
    '@example.org',
    'ada@',
    'a@b@c',
    'a b@c.d',
    'a\u0000@b.c',
    'a\u202e@b.c',
    `${'a'.repeat(65)}@b.c`,
  ]) {
    assert.equal(normaliseEmail(text), undefined, JSON.stringify(text));
  }
});

test('a password is long enough, not among the first that are tried, not the address, and otherwise whatever it likes', () => {
  const weak = [
    '',
    'eleven char',
    'Password1234',
    'aaaabbbbaaaabbbb',
    'ada@example.org',
    'ADA@example.org',
    'x1y2z'.repeat(60),
  ];
  for (const password of weak) {
    assert.throws(() => assertPassword(password, 'ada@example.org'), { code: 'person/password-weak' }, password);
  }
  for (const password of [
    'plain old words',
    '😀🎉🚀🌍🔑🧪😀🎉🚀🌍🔑🧪',
    'Zwölf Boxkämpfer',
    '                xyzabc',
  ]) {
    assertPassword(password, 'ada@example.org');
  }
});
