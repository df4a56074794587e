import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { before, test } from 'node:test';
import { createAuthority, type Leaf } from '../../../../test/kit/authority.ts';
import { Secret } from '../../../domain/secret.ts';
import { mtls } from './mtls.ts';

let leaf: Leaf;
let other: Leaf;

before(async () => {
  const authority = await createAuthority();
  leaf = await authority.issue(['client.test']);
  other = await authority.issue(['client.test']);
});

function refusal(inputs: Record<string, string>) {
  return mtls.refusalOf(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, new Secret(value)])));
}

test('a certificate with its key is taken, and one of them alone: the other may be on its way', () => {
  assert.equal(refusal({ certificate: leaf.cert, privateKey: leaf.key }), undefined);
  assert.equal(refusal({ certificate: `${leaf.cert}\n${other.cert}`, privateKey: leaf.key }), undefined, 'a chain');
  assert.equal(refusal({ certificate: leaf.cert }), undefined);
  assert.equal(refusal({ privateKey: leaf.key, certificate: '' }), undefined);
});

test('the key of another certificate is refused', () => {
  const refused = refusal({ certificate: leaf.cert, privateKey: other.key });
  assert.deepEqual(refused, { input: 'privateKey', message: 'is not the key of the certificate' });
});

test('what is no PEM is refused by its field', () => {
  assert.equal(refusal({ certificate: 'x', privateKey: leaf.key })?.input, 'certificate');
  assert.equal(refusal({ certificate: leaf.key, privateKey: leaf.key })?.input, 'certificate');
  assert.equal(refusal({ certificate: leaf.cert, privateKey: leaf.cert })?.input, 'privateKey');
});

test('an encrypted key takes its passphrase, and no other', () => {
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
  const privateKey = createPrivateKey(leaf.key).export(options) as string;
  const pair = { certificate: leaf.cert, privateKey };
  assert.equal(refusal({ ...pair, passphrase: 'open sesame' }), undefined);
  for (const passphrase of ['', 'closed'])
    assert.equal(refusal({ ...pair, passphrase })?.input, 'privateKey', passphrase);
});
