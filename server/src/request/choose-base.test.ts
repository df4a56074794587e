import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseBase } from './choose-base.ts';

const permittedOrigins = new Set(['https://a.example', 'https://b.example:8443', 'https://xn--bcher-kva.example']);
const free = { baseUrl: undefined, permittedOrigins };
const bound = { baseUrl: 'https://a.example/v1', permittedOrigins };

test('without a base URL the caller names one of the permitted origins', () => {
  assert.equal(chooseBase(free, 'https://a.example'), 'https://a.example');
  assert.equal(chooseBase(free, 'https://b.example:8443'), 'https://b.example:8443');
  assert.throws(() => chooseBase(free, undefined), { code: 'target/missing' });
  assert.throws(() => chooseBase(free, 'https://c.example'), { code: 'policy/origin-refused' });
});

test('with a base URL the header may repeat its origin and name no other', () => {
  assert.equal(chooseBase(bound, undefined), 'https://a.example/v1');
  assert.equal(chooseBase(bound, 'https://a.example'), 'https://a.example/v1');
  assert.throws(() => chooseBase(bound, 'https://b.example:8443'), { code: 'target/mismatch' });
});

test('catalogue 8: trailing dot, upper case, IDN, default and other port, http for https are not the origin', () => {
  const invalid = [
    'https://a.example.',
    'HTTPS://a.example',
    'https://A.example',
    'https://a.example:443',
    'https://b\u00fccher.example',
  ];
  const more = [
    'https://a.example/',
    'https://a.example/v1',
    'https://u@a.example',
    'https://a.example?x',
    'https://a.example#x',
    'a.example',
  ];
  for (const origin of [
    ...invalid,
    ...more,
    '',
    'null',
    'https://a.example, https://a.example',
    'ftp://a.example',
    ' https://a.example',
  ]) {
    assert.throws(() => chooseBase(free, origin), { code: 'target/invalid' }, origin);
  }
  for (const origin of [
    'http://a.example',
    'https://a.example:8443',
    'https://b.example',
    'https://a.example.evil.example',
  ]) {
    assert.throws(() => chooseBase(free, origin), { code: 'policy/origin-refused' }, origin);
  }
});
