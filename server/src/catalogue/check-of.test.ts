import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtInFolder } from './built-in-folder.ts';
import { isVerifiableMethod } from './check-of.ts';
import { methodOf } from './provider.ts';
import { readProviderFolder } from './read-provider-folder.ts';

test('a method is verifiable by its rule, or by a login at a server of a kind that there is one for', () => {
  const { providers } = readProviderFolder(builtInFolder);
  const isVerifiable = (name: string, type: string) => {
    const method = methodOf(providers.find((provider) => provider.name === name)!, type);
    return isVerifiableMethod(method!);
  };
  assert.ok(isVerifiable('github', 'ApiKey'));
  for (const name of ['postgresql', 'mysql', 'mariadb', 'redis']) assert.ok(isVerifiable(name, 'Database'), name);
  assert.ok(!isVerifiable('mongodb', 'Database'));
  const ofOAuth = providers.flatMap(({ methods }) => methods).filter(({ oauth }) => oauth);
  assert.ok(ofOAuth.some(isVerifiableMethod));
});
