/** A flow that names somebody else's client is not vouched for, whoever has staged it. */
import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Principal } from '../../../domain/access-token.ts';
import { sha256 } from '../../../domain/encoding.ts';
import { newId } from '../../../domain/id.ts';
import { type OAuthDefinition, quirksOf, writeOAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { flowDigest, type OAuthFlow, tokenPolicy } from '../../../domain/oauth-flow.ts';
import { canonicalPolicy, type Policy } from '../../../domain/policy.ts';
import { commitOAuthConfiguration, stageOAuthConfiguration } from '../../../store/oauth-configurations.ts';
import { stageFlow } from '../../../store/oauth-flows.ts';
import { openStore } from '../../../store/open-store.ts';
import type { Store } from '../../../store/store.ts';
import { witnessOAuthConfiguration } from '../../admit/witness.ts';
import type { BrokerParts } from '../../parts.ts';
import { admitConnection } from './admit-connection.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const AT = 1_760_000_000_000;
const organisationId = 'org_1';
const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };
const principal = { organisationId, tokenId: 'tok_a', role: 'editor', grants: [] } as unknown as Principal;

const definition: OAuthDefinition = {
  ...{ clientId: 'client', clientAuthentication: 'none', sendsIssuer: false, tokenUrl: 'https://login.example/token' },
  ...{ pkce: 'S256', nonce: false, scopes: [], scopeSeparator: ' ', parameters: {}, resources: [] },
  ...{ allowedDomains: [], rotatesRefreshToken: true, quirks: quirksOf({}) },
};
const base: Policy = {
  ...{ version: 1, fields: {}, roles: { api: { origins: ['https://api.example'], placements: ['bearer'] } } },
  ...{ plainHttp: 'loopback', release: [], setCookie: 'dropped', scrub: 'on' },
} as unknown as Policy;

let folder: string;
let store: Store;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-admit-'));
  store = await openStore({ url: `sqlite:${join(folder, 'test.sqlite')}` });
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** A client in force: of a connection, or of the organisation under a key. */
async function client(owner: { readonly credentialId: string } | { readonly key: string }): Promise<string> {
  const own = { organisationId, id: newId('oac'), secretVersion: 0, version: 1, ...by };
  const configuration = { ...own, ...owner, document: writeOAuthDefinition(definition) };
  await store.transaction(async (tx) => {
    await stageOAuthConfiguration(tx, configuration);
    const witness = witnessOAuthConfiguration(key, configuration);
    await commitOAuthConfiguration(tx, { ...configuration, witness }, 1);
  });
  return configuration.id;
}

async function admit(type: string, configurationId: string, credentialId: string) {
  const flow: OAuthFlow = {
    ...{ organisationId, id: newId('flw'), stateHash: sha256(newId('flw')), credentialId, type },
    ...{ configurationId, configurationVersion: 1, grant: 'authorization_code', scopes: [] },
    ...{
      policy: canonicalPolicy(tokenPolicy(base, definition)),
      redirectUrl: 'https://a.example/',
      purpose: 'connect',
    },
    ...{ expiresAt: AT + 1, createdAt: AT, createdBy: 'tok_a' },
  };
  await store.transaction((tx) => stageFlow(tx, flow));
  const parts = { store, keys: { witnessKey: async () => key }, clock: () => AT } as unknown as BrokerParts;
  return admitConnection(parts, principal, { flowId: flow.id, digest: flowDigest(flow), isNamed: true });
}

test('a private client serves its own connection alone, and a named one none that has its own', async () => {
  const [mine, theirs] = [newId('cred'), newId('cred')];
  const [own, foreign, named] = [
    await client({ credentialId: mine }),
    await client({ credentialId: theirs }),
    await client({ key: 'sample' }),
  ];
  assert.equal((await admit('OAuth2', own, mine)).flow.configurationId, own);
  assert.equal((await admit('OAuthAlias', named, mine)).flow.configurationId, named);
  for (const [type, configurationId] of [
    ['OAuth2', foreign],
    ['OAuthAlias', foreign],
    ['OAuthAlias', own],
    ['OAuth2', named],
  ] as const) {
    await assert.rejects(admit(type, configurationId, mine), { code: 'oauth-configuration/not-found' });
  }
});
