/** Root keys from the environment. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { environmentRootKeys } from './env.ts';
import { newRootKeyText, parseRootKey } from './root-key.ts';

const load = (value?: string) => environmentRootKeys({ KEYWARD_ROOT_KEY: value }).load();

test('keys are separated by commas and keep their order', async () => {
  const texts = [newRootKeyText(), newRootKeyText()];
  const ids = texts.map((text) => parseRootKey(text).id);
  assert.deepEqual(
    (await load(texts.join(','))).map(({ id }) => id),
    ids,
  );
  assert.deepEqual(
    (await load(` ${texts.join(' , ')}\n`)).map(({ id }) => id),
    ids,
  );
});

test('an unset or empty variable is a missing root key', async () => {
  for (const value of [undefined, '', ' \n']) await assert.rejects(load(value), { code: 'keys/root-key-missing' });
});

test('one malformed key refuses them all', async () => {
  for (const value of [`${newRootKeyText()},`, `,${newRootKeyText()}`, `${newRootKeyText()},x`]) {
    await assert.rejects(load(value), { code: 'keys/root-key-invalid' });
  }
});
