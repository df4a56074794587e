import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { AccessToken } from '../../domain/access-token.ts';
import type { Material } from '../../domain/credential.ts';
import { isWitness, witnessAccessToken, witnessMaterial } from './witness.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const AT = 1_760_000_000_000;

const material: Material = {
  organisationId: 'org_1',
  credentialId: 'cred_1',
  field: 'apiKey',
  materialVersion: 1,
  type: 'ApiKey',
  envelope: Buffer.from('envelope'),
  policy: Buffer.from('{}'),
  createdAt: AT,
};

const token: AccessToken = {
  organisationId: 'org_1',
  id: 'tok_1',
  name: 'runner',
  hash: Buffer.alloc(32, 1),
  role: 'editor',
  grants: [{ credentials: ['finnhub'], ids: { finnhub: 'cred_1' }, methods: ['GET'], paths: ['/v1/*'], expiresAt: AT }],
  expiresAt: AT,
  createdAt: AT,
  createdBy: 'tok_0',
};

test('the committed vectors hold: a witness made by one version is known to the next', () => {
  assert.equal(
    witnessMaterial(key, material).toString('hex'),
    'dd1f7e968b756a0d39ad1d871f07c8c0cafd7788a703c43c1ec806702a813d3f',
  );
  assert.equal(
    witnessAccessToken(key, token).toString('hex'),
    'd91eb6f499c51a716b725e53a7797546d7bc3947a52a8740cb403c3d2241823a',
  );
});

test('each covered member of a secret changes its witness', () => {
  const changes: Partial<Material>[] = [
    { organisationId: 'org_2' },
    { credentialId: 'cred_2' },
    { field: 'password' },
    { materialVersion: 2 },
    { envelope: Buffer.from('envelopf') },
    { envelope: new Uint8Array() },
    { credentialId: 'cred_1apiKey', field: '' },
  ];
  const witnesses = [material, ...changes.map((change) => ({ ...material, ...change }))].map((one) =>
    witnessMaterial(key, one).toString('hex'),
  );
  assert.equal(new Set(witnesses).size, witnesses.length);
});

test('each covered member of a token changes its witness', () => {
  const [grant] = token.grants;
  const { role: _, ...withoutRole } = token;
  const { expiresAt: __, ...forEver } = token;
  const { ids: ___, ...unbound } = grant!;
  const { expiresAt: ____, ...lasting } = grant!;
  const tokens: AccessToken[] = [
    token,
    { ...token, organisationId: 'org_2' },
    { ...token, id: 'tok_2' },
    { ...token, hash: Buffer.alloc(32, 2) },
    { ...token, role: 'owner' },
    withoutRole,
    { ...token, expiresAt: AT + 1 },
    forEver,
    { ...token, solutions: ['sol_1'] },
    { ...token, solutions: ['sol_2'] },
    { ...token, solutions: ['sol_1', 'sol_2'] },
    { ...token, limits: { perMinute: 60 } },
    { ...token, limits: { perMinute: 61 } },
    { ...token, limits: { perSecond: 60 } },
    { ...token, limits: { perMinute: 60, concurrency: 60 } },
    { ...token, grants: [] },
    { ...token, grants: [grant!, grant!] },
    { ...token, grants: [unbound] },
    { ...token, grants: [lasting] },
    { ...token, grants: [{ ...grant!, credentials: ['*'] }] },
    { ...token, grants: [{ ...grant!, ids: { finnhub: 'cred_2' } }] },
    { ...token, grants: [{ ...grant!, methods: ['GET', 'POST'] }] },
    { ...token, grants: [{ ...grant!, paths: ['/**'] }] },
    { ...token, grants: [{ ...grant!, expiresAt: AT + 1 }] },
  ];
  const witnesses = tokens.map((one) => witnessAccessToken(key, one).toString('hex'));
  assert.equal(new Set(witnesses).size, witnesses.length);
});

test('what confers nothing may change: names, times and the order of members', () => {
  const witness = witnessAccessToken(key, token);
  const renamed = { ...token, name: 'other', createdAt: 0, createdBy: 'x', lastUsedAt: AT };
  assert.deepEqual(witnessAccessToken(key, renamed), witness);
  const grants = token.grants.map((grant) => Object.fromEntries(Object.entries(grant).reverse())) as never;
  assert.deepEqual(witnessAccessToken(key, { ...token, grants }), witness);
});

test('another organisation key gives other witnesses', () => {
  const other = createSecretKey(randomBytes(32));
  assert.notDeepEqual(witnessMaterial(other, material), witnessMaterial(key, material));
  assert.notDeepEqual(witnessAccessToken(other, token), witnessAccessToken(key, token));
});

test('catalogue 46: only the whole witness is one: no prefix, none longer, none absent, no bit flipped', () => {
  const witness = witnessMaterial(key, material);
  assert.equal(isWitness(Uint8Array.from(witness), witness), true);
  for (const other of [undefined, new Uint8Array(), witness.subarray(1), witness.subarray(0, 31), Buffer.alloc(32)]) {
    assert.equal(isWitness(other, witness), false);
  }
  assert.equal(isWitness(Buffer.concat([witness, Buffer.alloc(1)]), witness), false);
  for (let bit = 0; bit < 256; bit++) {
    const flipped = Buffer.from(witness);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    assert.equal(isWitness(flipped, witness), false);
  }
});
