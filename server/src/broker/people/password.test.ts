import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createPasswords } from './password.ts';

test('a stored password is right for its own person and under the key of its own broker alone', async () => {
  const passwords = createPasswords();
  const [key, other] = [createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32))];
  const password = await passwords.hash(key, 'per_a', 'correct horse ½');
  const right = (id: string, text: string, by = key) => passwords.isRight(by, { id, password }, text);
  const all = await Promise.all([
    right('per_a', 'correct horse ½'),
    right('per_a', 'correct horse 1⁄2'),
    right('per_a', 'correct horse'),
    right('per_b', 'correct horse ½'),
    right('per_a', 'correct horse ½', other),
    passwords.isRight(key, undefined, 'correct horse ½'),
    passwords.isRight(key, { id: 'per_a', password: '' }, ''),
  ]);
  // NFKC makes one of the first two: a keyboard may write either.
  assert.deepEqual(all, [true, true, false, false, false, false, false]);
});
