/** A renewal is opened while another node ends its own: what it has read is outdated then, and nothing worse. */
import assert from 'node:assert/strict';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Credential, Material } from '../../../domain/credential.ts';
import { sha256 } from '../../../domain/encoding.ts';
import { newId } from '../../../domain/id.ts';
import { type OAuthDefinition, quirksOf, writeOAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { type OAuthFlow, tokenPolicy } from '../../../domain/oauth-flow.ts';
import { canonicalPolicy, type Policy } from '../../../domain/policy.ts';
import { kidOf } from '../../../envelope/format.ts';
import { rawPublicKey } from '../../../envelope/raw-public-key.ts';
import { seal } from '../../../envelope/seal.ts';
import { changeTokens, putConnection } from '../../../store/connections.ts';
import { insertCredential } from '../../../store/credentials.ts';
import { commitMaterial, deleteMaterial, stageMaterial } from '../../../store/material.ts';
import { commitOAuthConfiguration, stageOAuthConfiguration } from '../../../store/oauth-configurations.ts';
import { commitFlow, completeFlow, stageFlow } from '../../../store/oauth-flows.ts';
import { openStore } from '../../../store/open-store.ts';
import type { Store, Transaction } from '../../../store/store.ts';
import { witnessFlow, witnessMaterial, witnessOAuthConfiguration } from '../../admit/witness.ts';
import type { BrokerParts } from '../../parts.ts';
import { openGrant } from './open-grant.ts';

const { privateKey } = generateKeyPairSync('x25519');
const witnessKey = createSecretKey(Buffer.alloc(32, 7));
const AT = 1_760_000_000_000;
const organisationId = 'org_1';
const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };

const definition: OAuthDefinition = {
  ...{ clientId: 'client', clientAuthentication: 'none', sendsIssuer: false, tokenUrl: 'https://login.example/token' },
  ...{ pkce: 'S256', nonce: false, scopes: [], scopeSeparator: ' ', parameters: {}, resources: [] },
  ...{ allowedDomains: [], rotatesRefreshToken: true, quirks: quirksOf({}) },
};
const base: Policy = {
  ...{ version: 1, fields: {}, roles: { api: { origins: ['https://api.example'], placements: ['bearer'] } } },
  ...{ plainHttp: 'loopback', release: [], setCookie: 'dropped', scrub: 'on' },
} as unknown as Policy;
const policy = canonicalPolicy(tokenPolicy(base, definition));

let folder: string;
let store: Store;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-grant-'));
  store = await openStore({ url: `sqlite:${join(folder, 'test.sqlite')}` });
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function putTokens(tx: Transaction, { id: credentialId, type }: Credential, materialVersion: number) {
  const publicKey = rawPublicKey(privateKey);
  const kid = kidOf(organisationId, publicKey);
  const sealingKey = { organisationId, kid, publicKey, notAfter: 1, signature: Buffer.alloc(64) };
  for (const field of ['accessToken', 'refreshToken']) {
    const binding = { organisationId, credentialId, type, field, materialVersion };
    const envelope = seal(Buffer.from(`token ${materialVersion}`), { ...binding, policyBytes: policy }, sealingKey);
    const material: Material = { ...binding, envelope, policy, createdAt: AT };
    await stageMaterial(tx, [material]);
    const witness = witnessMaterial(witnessKey, material);
    await commitMaterial(tx, organisationId, [{ reference: material, witness }]);
  }
}

async function connected(): Promise<Credential> {
  const credential: Credential = {
    ...{ organisationId, id: newId('cred'), solutionId: '', key: 'mine', labels: {}, type: 'OAuth2Refresh' },
    ...{ fields: {}, secrets: { accessToken: 1, refreshToken: 1 }, status: 'valid', errors: [], version: 1, ...by },
    verification: { verdict: 'unverified', steps: [] },
  };
  const { id: credentialId, type } = credential;
  const own = { organisationId, id: newId('oac'), credentialId, secretVersion: 0, version: 1, ...by };
  const configuration = { ...own, document: writeOAuthDefinition(definition) };
  const flow: OAuthFlow = {
    ...{ organisationId, id: newId('flw'), stateHash: sha256(Buffer.from('state')), credentialId, type },
    ...{ configurationId: own.id, configurationVersion: 1, grant: 'refresh_token', policy, scopes: [] },
    ...{ redirectUrl: 'https://a.example/', purpose: 'connect', expiresAt: AT, createdAt: AT, createdBy: 'tok_a' },
  };
  const name = { organisationId, credentialId, configurationId: own.id };
  await store.transaction(async (tx) => {
    await stageOAuthConfiguration(tx, configuration);
    const witness = witnessOAuthConfiguration(witnessKey, configuration);
    await commitOAuthConfiguration(tx, { ...configuration, witness }, 1);
    await insertCredential(tx, credential);
    await putTokens(tx, credential, 1);
    await stageFlow(tx, flow);
    await commitFlow(tx, flow, witnessFlow(witnessKey, flow));
    await completeFlow(tx, flow, AT);
    await putConnection(tx, { ...name, grant: 'refresh_token', obtainedAt: AT, failures: 0 });
  });
  return credential;
}

test('tokens that another node puts in their place while they are opened are no tokens without a witness', async () => {
  const credential = await connected();
  let isRenewed = false;
  const renew = async (): Promise<void> => {
    if (isRenewed) return;
    isRenewed = true;
    const secrets = { accessToken: 2, refreshToken: 2 };
    await store.transaction(async (tx) => {
      await putTokens(tx, credential, 2);
      assert.ok(await changeTokens(tx, credential, { secrets }));
      await deleteMaterial(tx, organisationId, credential.id, secrets);
    });
  };
  const keys = {
    openKey: async () => privateKey,
    // Asked for between the record and its material.
    witnessKey: async () => {
      await renew();
      return witnessKey;
    },
  };
  const grant = await openGrant({ store, keys } as unknown as BrokerParts, {
    organisationId,
    credentialId: credential.id,
  });
  assert.ok(isRenewed);
  assert.deepEqual(grant.secrets, { accessToken: 2, refreshToken: 2 });
});
