/**
 * The OAuth data of the catalogue against what vendors document, as far as that takes no Keyward: there is evidence for each
 * provider, a dead refresh token is known for one, and data that is wrong does not pass. The whole way is in oauth-connections.test.ts.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parsePermittedRanges } from '../src/broker/egress/classify-address.ts';
import { parseProxyUrl } from '../src/broker/egress/egress-proxy.ts';
import { createTrust } from '../src/broker/egress/trust-anchors.ts';
import { Upstreams } from '../src/broker/egress/upstreams.ts';
import { clientCredentials } from '../src/broker/oauth/token-endpoint/client-credentials.ts';
import { refreshToken } from '../src/broker/oauth/token-endpoint/refresh-token.ts';
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

test('there is a vendor for each provider with OAuth data, and a page that shows it', () => {
  const withOAuth = providers.filter((provider) => methodOf(provider, 'OAuth2') !== undefined);
  assert.deepEqual(
    vendors.map(({ provider }) => provider).toSorted(),
    withOAuth.map(({ name }) => name),
  );
  const pages = withOAuth.filter((provider) => methodOf(provider, 'OAuth2')?.oauth?.evidenceUrl === undefined);
  assert.deepEqual(pages, []);
});

describe('A refresh token that is not good any more is told from every other failure', () => {
  for (const vendor of vendors.filter(({ dead }) => dead)) test(`at ${vendor.provider}`, () => refreshDead(vendor));
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

async function refreshDead(vendor: Vendor): Promise<void> {
  const server = new VendorServer(vendor, CANARY);
  network.current = server;
  const parts = { upstreams, clock: Date.now };
  const dead = refreshToken(parts, clientOf(methodFor(vendor), server), {
    refreshToken: new Secret('rt-that-is-dead'),
  });
  const error = await dead.then(
    () => assert.fail('a token came'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof TokenError, String(error));
  assert.deepEqual(error.failure, { kind: 'permanent', error: vendor.dead?.error });
  assert.deepEqual(server.complaints, []);
}
