/** A client opens only as it was witnessed and sealed; whoever edits a row, or takes another's, opens nothing. */
import assert from 'node:assert/strict';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newId } from '../../domain/id.ts';
import {
  CLIENT_TYPE,
  clientPolicy,
  type OAuthConfiguration,
  type OAuthDefinition,
  quirksOf,
  writeOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { canonicalPolicy } from '../../domain/policy.ts';
import { kidOf } from '../../envelope/format.ts';
import { rawPublicKey } from '../../envelope/raw-public-key.ts';
import { seal } from '../../envelope/seal.ts';
import { commitMaterial, stageMaterial } from '../../store/material.ts';
import { commitOAuthConfiguration, stageOAuthConfiguration } from '../../store/oauth-configurations.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { witnessMaterial, witnessOAuthConfiguration } from '../admit/witness.ts';
import type { BrokerKeys } from '../broker-keys.ts';
import { assertClientPermitted, openClient } from './open-client.ts';

const { privateKey } = generateKeyPairSync('x25519');
const witnessKey = createSecretKey(Buffer.alloc(32, 7));
const keys = { witnessKey: async () => witnessKey, openKey: async () => privateKey } as unknown as BrokerKeys;
const AT = 1_760_000_000_000;
const organisationId = 'org_1';
const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };

const definition: OAuthDefinition = {
  clientId: 'client',
  clientAuthentication: 'basic',
  sendsIssuer: false,
  tokenUrl: 'https://login.example/token',
  pkce: 'S256',
  nonce: false,
  scopes: ['read'],
  scopeSeparator: ' ',
  parameters: {},
  resources: [],
  allowedDomains: [],
  rotatesRefreshToken: true,
  quirks: quirksOf({}),
};

let folder: string;
let store: Store;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-client-'));
  store = await openStore({ url: `sqlite:${join(folder, 'test.sqlite')}` });
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function put(of: OAuthDefinition, secret?: string, sealedAs: OAuthDefinition = of): Promise<OAuthConfiguration> {
  const id = newId('oac');
  const secretVersion = secret === undefined ? 0 : 1;
  const row = {
    organisationId,
    id,
    key: id.slice(4),
    document: writeOAuthDefinition(of),
    secretVersion,
    version: 1,
    ...by,
  };
  const policy = canonicalPolicy(clientPolicy(sealedAs));
  const binding = { organisationId, credentialId: id, type: CLIENT_TYPE, field: 'clientSecret', materialVersion: 1 };
  const publicKey = rawPublicKey(privateKey);
  const sealingKey = {
    organisationId,
    kid: kidOf(organisationId, publicKey),
    publicKey,
    notAfter: 1,
    signature: Buffer.alloc(64),
  };
  const envelope = seal(Buffer.from(secret ?? ''), { ...binding, policyBytes: policy }, sealingKey);
  const material = { ...binding, envelope, policy, createdAt: AT };
  await store.transaction(async (tx) => {
    await stageOAuthConfiguration(tx, row);
    await commitOAuthConfiguration(tx, { ...row, witness: witnessOAuthConfiguration(witnessKey, row) }, 1);
    if (secret === undefined) return;
    await stageMaterial(tx, [material]);
    const witness = witnessMaterial(witnessKey, material);
    await commitMaterial(tx, organisationId, [{ reference: material, witness }]);
  });
  return row;
}

const open = (id: string) => openClient({ store, keys }, organisationId, id);

test('a client opens with its secret, for the URLs and the way that it was sealed for and no other', async () => {
  const row = await put(definition, 'correct horse');
  const client = await open(row.id);
  assert.equal(client.secret?.reveal(), 'correct horse');
  assert.deepEqual(client.definition, definition);
  assertClientPermitted(client, definition.tokenUrl);
  for (const url of ['https://login.example/token2', 'https://login.example/', 'https://evil.example/token']) {
    assert.throws(() => assertClientPermitted(client, url), { code: 'policy/origin-refused' });
  }
});

test('a secret that was sealed for another URL or another way is not shown as the definition says', async () => {
  const moved = await put(definition, 's', { ...definition, tokenUrl: 'https://other.example/token' });
  const client = await open(moved.id);
  assert.throws(() => assertClientPermitted(client, definition.tokenUrl), { code: 'policy/origin-refused' });
  const posted = await open((await put(definition, 's', { ...definition, clientAuthentication: 'post' })).id);
  assert.throws(() => assertClientPermitted(posted, definition.tokenUrl), { code: 'policy/placement-refused' });
});

test('a public client has no secret', async () => {
  const client = await open((await put({ ...definition, clientAuthentication: 'none' })).id);
  assert.equal(client.secret, undefined);
  assertClientPermitted(client, definition.tokenUrl);
});

test('an edited row opens nothing: definition, secret, key and owner are all vouched for', async () => {
  const other = writeOAuthDefinition({ ...definition, tokenUrl: 'https://evil.example/token' });
  for (const edit of [{ definition: other }, { secret_version: 2 }, { key: 'stolen' }, { credential_id: 'cred_1' }]) {
    const { id } = await put(definition, 's');
    await store.transaction((tx) => tx.updateTable('oauth_configurations').set(edit).where('id', '=', id).execute());
    await assert.rejects(open(id), { code: 'oauth-configuration/unwitnessed' }, JSON.stringify(edit));
  }
  const { id } = await put(definition, 's');
  await store.transaction((tx) => tx.deleteFrom('material').where('credential_id', '=', id).execute());
  await assert.rejects(open(id), { code: 'oauth-configuration/unwitnessed' });
  await assert.rejects(open(newId('oac')), { code: 'oauth-configuration/not-found' });
});
