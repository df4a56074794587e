import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newAccessToken } from '../../domain/access-token.ts';
import { consumerOf } from './consumer.ts';

test('a consumer is a name, or a kind and an id', () => {
  for (const name of ['flow/8f14e45f', 'function/send-mail', 'worker', 'user:7@eu.example', 'x'.repeat(200)]) {
    assert.equal(consumerOf({ 'keyward-consumer': name }), name);
  }
  assert.equal(consumerOf({}), '');
});

test('anything else is refused, a token of Keyward too', () => {
  const token = newAccessToken();
  const bad = ['', ' ', 'a b', '/', 'a/', '/a', 'a/b/c', 'a\nb', 'é', '(other)', 'a,b', 'x'.repeat(201)];
  for (const name of [...bad, token, `flow/${token}`, `${token}/x`, `a${token}a`]) {
    assert.throws(() => consumerOf({ 'keyward-consumer': name }), { code: 'request/consumer-invalid' }, name);
  }
});
