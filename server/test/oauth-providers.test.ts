/**
 * Each provider with OAuth data against an authorisation server that keeps to what the vendor documents: consent, exchange,
 * refresh, a refresh token that is dead, revocation. What the vendor would not take fails the test.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { parsePermittedRanges } from '../src/broker/egress/classify-address.ts';
import { parseProxyUrl } from '../src/broker/egress/egress-proxy.ts';
import { createTrust } from '../src/broker/egress/trust-anchors.ts';
import { Upstreams } from '../src/broker/egress/upstreams.ts';
import { clientCredentials } from '../src/broker/oauth/token-endpoint/client-credentials.ts';
import { exchangeCode } from '../src/broker/oauth/token-endpoint/exchange-code.ts';
import { refreshToken } from '../src/broker/oauth/token-endpoint/refresh-token.ts';
import { revokeToken } from '../src/broker/oauth/token-endpoint/revoke-token.ts';
import type { TokenClient } from '../src/broker/oauth/token-endpoint/token-client.ts';
import { TokenError } from '../src/broker/oauth/token-endpoint/token-failure.ts';
import { builtInFolder } from '../src/catalogue/built-in-folder.ts';
import { definitionOf } from '../src/catalogue/oauth-definition.ts';
import { methodOf, type ProviderMethod } from '../src/catalogue/provider.ts';
import { readProviderFolder } from '../src/catalogue/read-provider-folder.ts';
import { clientPolicy, type OAuthDefinition } from '../src/domain/oauth-configuration.ts';
import { Secret } from '../src/domain/secret.ts';
import { type Vendor, VendorServer } from './oauth-providers/vendor.ts';
import { startVendorNetwork, type VendorNetwork } from './oauth-providers/vendor-network.ts';
import { vendors } from './oauth-providers/vendors/index.ts';

const CANARY = 'canary2c9e51b7d04a';
const REDIRECT = 'https://keyward.example/v1/oauth/callback';
const VERIFIER = 'k'.repeat(43);

const { providers } = readProviderFolder(builtInFolder);
let network: VendorNetwork;
let upstreams: Upstreams;

before(async () => {
  network = await startVendorNetwork();
  upstreams = new Upstreams({
    permitted: parsePermittedRanges(['127.0.0.0/8']),
    lookup: async () => [{ address: '127.0.0.1' }],
    trust: createTrust(network.authority),
    proxy: { ...parseProxyUrl(network.proxyUrl), isDirect: () => false },
  });
});
after(async () => {
  await upstreams.close();
  await network.close();
});

function methodFor({ provider }: Vendor): ProviderMethod {
  const found = providers.find(({ name }) => name === provider);
  return (found && methodOf(found, 'OAuth2')) ?? assert.fail(`${provider} has no OAuth2`);
}

function clientOf(method: ProviderMethod, { clientId, clientSecret, vendor }: VendorServer): TokenClient {
  const presets = Object.fromEntries(method.fields.map((field) => [field.name, field.default]));
  const fields: Readonly<Record<string, string | undefined>> = { ...presets, ...vendor.fields };
  const parts = definitionOf(method, (name) => fields[name], clientId) ?? assert.fail('no definition');
  const rest = { clientId, sendsIssuer: false, nonce: false, resources: [], allowedDomains: [] };
  const definition: OAuthDefinition = { ...parts, ...rest };
  return {
    configuration: { organisationId: 'org_1' },
    definition,
    secret: new Secret(clientSecret),
    policy: clientPolicy(definition),
  };
}

function authorizationUrlOf({ definition }: TokenClient, scopes: readonly string[]): string {
  const url = new URL(definition.authorizationUrl ?? assert.fail('nobody can be sent anywhere'));
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  const query = {
    ...definition.parameters,
    response_type: 'code',
    client_id: definition.clientId,
    redirect_uri: REDIRECT,
    state: 's',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(scopes.length > 0 && { scope: scopes.join(definition.scopeSeparator) }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

test('there is a vendor for each provider with OAuth data, and a page that shows it', () => {
  const withOAuth = providers.filter((provider) => methodOf(provider, 'OAuth2') !== undefined);
  assert.deepEqual(
    vendors.map(({ provider }) => provider).toSorted(),
    withOAuth.map(({ name }) => name),
  );
  const pages = withOAuth.filter((provider) => methodOf(provider, 'OAuth2')?.oauth?.evidenceUrl === undefined);
  assert.deepEqual(pages, []);
});

describe('A connection is made, renewed and revoked', () => {
  for (const vendor of vendors) test(`at ${vendor.provider}`, () => run(new VendorServer(vendor, CANARY)));
});

test('a file that is wrong about the vendor gets no token from it', async () => {
  for (const vendor of vendors) {
    const server = new VendorServer(vendor, CANARY);
    network.current = server;
    const { definition, policy: _sealed, ...client } = clientOf(methodFor(vendor), server);
    const isBasic = definition.clientAuthentication === 'basic';
    const wrong: OAuthDefinition = { ...definition, clientAuthentication: isBasic ? 'post' : 'basic', quirks: {} };
    // What the answer then is, is the vendor's affair.
    await clientCredentials(
      { upstreams, clock: Date.now },
      { ...client, definition: wrong, policy: clientPolicy(wrong) },
      {},
    ).catch(() => undefined);
    assert.notDeepEqual(server.complaints, [], vendor.provider);
  }
});

async function run(server: VendorServer): Promise<void> {
  const { vendor } = server;
  network.current = server;
  const client = clientOf(methodFor(vendor), server);
  const parts = { upstreams, clock: Date.now };
  const { authorize } = vendor;
  const first = authorize
    ? await exchangeCode(parts, client, {
        code: new Secret(
          codeOf(server.consent(authorizationUrlOf(client, authorize.scopes ?? client.definition.scopes))),
        ),
        redirectUrl: REDIRECT,
        codeVerifier: new Secret(VERIFIER),
      })
    : await clientCredentials(parts, client, {});
  assert.deepEqual(server.complaints, []);
  assert.equal(first.accessToken.reveal(), server.live?.access);
  assert.deepEqual([first.expiresInSeconds, first.scope], [vendor.life, vendor.granted]);
  if (vendor.renewed === undefined) return;
  const old = first.refreshToken ?? assert.fail('no refresh token');
  const renewed = await refreshToken(parts, client, { refreshToken: old });
  assert.deepEqual(server.complaints, []);
  assert.equal(renewed.accessToken.reveal(), server.live?.access);
  assert.notEqual(renewed.accessToken.reveal(), first.accessToken.reveal());
  assert.equal((renewed.refreshToken ?? old).reveal(), server.live?.refresh);
  // The careful side is right for each; whoever is declared not to rotate must not do so.
  if (vendor.rotates) assert.equal(client.definition.rotatesRefreshToken, true);
  if (vendor.dead) {
    const { error } = vendor.dead;
    const dead = refreshToken(parts, client, { refreshToken: new Secret('rt-that-is-dead') });
    await assert.rejects(
      dead,
      (thrown) => thrown instanceof TokenError && thrown.failure.kind === 'permanent' && thrown.failure.error === error,
    );
  }
  const revoked = await revokeToken(parts, client, {
    refreshToken: renewed.refreshToken ?? old,
    accessToken: renewed.accessToken,
  });
  assert.deepEqual(server.complaints, []);
  assert.equal(revoked.length > 0, vendor.revoke !== undefined, 'the vendor can revoke, and the catalogue knows it');
  if (vendor.revoke) assert.equal(server.revoked[0], vendor.revoke.takes[0]);
}

function codeOf(callback: string): string {
  return new URL(callback).searchParams.get('code')!;
}
