import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format, inspect } from 'node:util';
import fc from 'fast-check';
import { Secret } from './secret.ts';

const value = 'correct-horse';

test('a secret prints, logs, concatenates and serialises as [redacted] in every way that JavaScript has', () => {
  const secret = new Secret(value);
  const texts = [
    String(secret),
    `${secret}`,
    `${secret}`.concat(secret as unknown as string),
    ['', secret].join(),
    JSON.stringify({ secret, deep: [{ secret }] }),
    inspect(secret),
    inspect({ deep: { er: { secret } } }, { depth: null, showHidden: true }),
    inspect(secret, { customInspect: false, showHidden: true, getters: true }),
    format('%s %o %O %j %d', secret, secret, secret, secret, secret),
    secret.toLocaleString(),
    JSON.stringify(structuredClone(secret)),
    JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(secret))),
    JSON.stringify({ ...secret }),
    String(Number(secret)),
  ];
  for (const text of texts) assert.equal(text.includes(value), false, text);
  assert.equal(JSON.stringify({ secret }), '{"secret":"[redacted]"}');
});

test('a secret of bytes is as silent as one of text', () => {
  const secret = new Secret(Buffer.from(value));
  assert.equal(inspect({ secret }), '{ secret: [redacted] }');
  assert.equal(JSON.stringify([secret]), '["[redacted]"]');
});

test('reveal gives the very value that was put in', () => {
  fc.assert(fc.property(fc.anything(), (given) => Object.is(new Secret(given).reveal(), given)));
});

test('a wipe fills bytes with zeros for every holder, and leaves text as it cannot be changed', () => {
  const bytes = Buffer.from(value);
  const secret = new Secret(bytes);
  secret.wipe();
  assert.ok(bytes.every((byte) => byte === 0));
  assert.equal(secret.reveal(), bytes);
  const text = new Secret(value);
  text.wipe();
  assert.equal(text.reveal(), value);
});
