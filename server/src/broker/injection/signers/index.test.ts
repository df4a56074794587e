import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialTypes } from '../../../catalogue/types/index.ts';
import { signerNames } from '../../../domain/injection-rule.ts';
import { Secret } from '../../../domain/secret.ts';
import { makeSigner, signerKinds } from './index.ts';

test('every signer of the rule language is here once, and a type of the catalogue uses it', () => {
  assert.deepEqual(
    signerKinds.map(({ name }) => name),
    [...signerNames],
  );
  const used = credentialTypes.flatMap(({ injection }) => injection).filter(({ into }) => into === 'signer');
  assert.deepEqual(new Set(used.map(({ name }) => name)), new Set(signerNames));
});

test('what does not go together is refused when the signer is made, too, without a word of it', () => {
  const inputs = { privateKey: new Secret('no key') };
  for (const name of ['jwt', 'jwt-bearer', 'mtls']) {
    const make = () => makeSigner({ name, inputs, owner: 'cred_1', tokenUrl: 'https://a.example/token' });
    assert.throws(make, (error: { code: string; detail: string }) => {
      assert.equal(error.code, 'credential/invalid');
      assert.doesNotMatch(error.detail, /no key/);
      return true;
    });
  }
});
