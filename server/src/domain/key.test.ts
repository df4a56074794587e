import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from './id.ts';
import { assertKey, deriveKey, isKey } from './key.ts';

test('a key is 1 to 128 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter or digit', () => {
  for (const text of ['a', '0', 'finnhub', 'crm.eu-1_b', 'a'.repeat(128), 'a..b'])
    assert.equal(isKey(text), true, text);
  const refused = [
    '',
    '.a',
    '-a',
    '_a',
    'A',
    'a b',
    'a/b',
    'a%2e',
    'a\n',
    '\na',
    'é',
    'a\u0000',
    '..',
    'a'.repeat(129),
  ];
  for (const text of refused) assert.equal(isKey(text), false, JSON.stringify(text));
});

test('no id of a credential is a key, so that the two are never mistaken', () => {
  assert.equal(isKey(newId('cred')), false);
  assert.equal(isKey('cred_'), false);
  assert.equal(isKey('cred-a'), true);
});

test('asserting a key gives it back or refuses it without quoting it', () => {
  assert.equal(assertKey('finnhub'), 'finnhub');
  assert.throws(
    () => assertKey('Correct Horse'),
    (error: Error & { code?: string }) => {
      return error.code === 'credential/key-invalid' && !error.message.includes('Horse');
    },
  );
});

test('a key is derived from the name: lower case, accents dropped, all else hyphens', () => {
  assert.equal(deriveKey('Acme Préprod (EU)', 'ApiKey'), 'acme-preprod-eu');
  assert.equal(deriveKey('ＡＰＩ ①', 'ApiKey'), 'api-1');
  assert.equal(deriveKey('cred_abc', 'ApiKey'), 'cred-abc');
  assert.equal(deriveKey('..cred_cred_x', 'ApiKey'), 'cred-cred_x');
});

test('a name without any usable character gives the type; without one there either, a problem', () => {
  for (const name of [undefined, '', '日本語', '***', '...']) assert.equal(deriveKey(name, 'ApiKey'), 'apikey');
  assert.throws(() => deriveKey('日本', '語'), { code: 'credential/key-invalid' });
});

test('whatever the name, the derived key is a key with room for a number behind it', () => {
  const property = fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
    const key = deriveKey(name, 'ApiKey');
    return isKey(key) && isKey(`${key}-999999`);
  });
  fc.assert(property, { numRuns: 1_000 });
});
