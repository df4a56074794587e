/** The OAuth data of providers' files: what is refused, and what of it reaches a configuration. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionOf } from './oauth-definition.ts';
import { methodOf } from './provider.ts';
import { readProvider } from './read-provider.ts';

const fileWith = (oauth: string) => `name: sample
title: Sample
categories: [other]
docsUrl: https://docs.example.com/auth
types:
  OAuth2:
    fields:
      - { name: shop, title: Shop, help: Its name., required: true, pattern: '[a-z0-9]+' }
      - { name: instance, title: Instance, help: Its address. }
    baseUrl: https://api.example.com
    origins: ['https://*.my.example.com']
    oauth:
      authorizationUrl: https://\${shop}.example.com/authorize
      tokenUrl: https://\${shop}.example.com/token
      grants: [authorization_code, refresh_token]
${oauth}
evidence: { kind: documents, url: https://docs.example.com/auth }
`;

function pathsOf(oauth: string): readonly string[] {
  const reading = readProvider('sample.yaml', fileWith(`      ${oauth}`), 'sample');
  return 'violations' in reading ? reading.violations.map(({ path }) => path.replace('/types/OAuth2/oauth', '')) : [];
}

const REFUSED: readonly (readonly [oauth: string, path: string])[] = [
  ['tokenRequest: { parameters: { client_secret: x } }', '/tokenRequest/parameters/client_secret'],
  ['tokenRequest: { names: { client_id: app }, parameters: { app: x } }', '/tokenRequest/parameters/app'],
  ['parameters: { redirect_uri: https://evil.example }', '/parameters/redirect_uri'],
  ['authorizationRequest: { names: { client_id: state } }', '/authorizationRequest/names/client_id'],
  ['tokenRequest: { names: { client_id: a, client_secret: a } }', '/tokenRequest/names/client_id'],
  ['tokenRequest: { names: { whatever: a } }', '/tokenRequest/names/whatever'],
  ['tokenRequest: { clientCredentialsScopes: [a] }', '/tokenRequest/clientCredentialsScopes'],
  ['clientAuthentication: post\n      tokenRequest: { basic: raw }', '/tokenRequest/basic'],
  ['tokenRequest: { url: https://evil.example }', '/tokenRequest/url'],
  ['tokenResponse: { accessToken: access_token }', '/tokenResponse/accessToken'],
  ['tokenResponse: { lifeSeconds: 0 }', '/tokenResponse/lifeSeconds'],
  ['tokenResponse: { errors: { bad: whatever } }', '/tokenResponse/errors/bad'],
  ['revocation: { method: DELETE }', '/revocation'],
  ['revocationUrl: https://example.com/r\n      revocation: { method: GET }', '/revocation/token'],
  [
    'revocationUrl: https://example.com/r\n      clientAuthentication: post\n      revocation: { token: path }',
    '/revocation/authentication',
  ],
  [
    'revocationUrl: https://example.com/r\n      clientAuthentication: none\n      revocation: { authentication: basic }',
    '/revocation/authentication',
  ],
  ['revocationUrl: https://example.com/r\n      revocation: { token: bearer, parameter: t }', '/revocation/parameter'],
  ['revocationUrl: https://${clientId}.example.com/r', '/revocationUrl'],
  ['tokenUrl2: https://example.com/${clientId}', '/tokenUrl2'],
  ['captures: { instance: /access_token }', '/captures/instance'],
  ['captures: { instance: /authed_user/access_token }', '/captures/instance'],
  ['captures: { instance: /data/apiSecret }', '/captures/instance'],
  ['tokenResponse: { accessToken: /data }\n      captures: { instance: /data/id }', '/captures/instance'],
  ['captures: { instance: { from: /url, within: "https://*.evil.example" } }', '/captures/instance/within'],
  ['keepAliveSeconds: 5', '/keepAliveSeconds'],
];

for (const [oauth, path] of REFUSED) {
  test(`a file is refused for ${oauth.replaceAll(/\s+/g, ' ')}`, () => {
    assert.equal(pathsOf(oauth)[0], path);
  });
}

test('a revocation URL below anybody else’s host is refused where a field would move it', () => {
  assert.deepEqual(pathsOf('revocationUrl: https://${shop}.co.uk/r'), ['/revocationUrl']);
});

test('a configuration gets endpoints with the values in them, and the vendor’s own ways', () => {
  const reading = readProvider(
    'sample.yaml',
    fileWith(`      revocationUrl: 'https://api.example.com/apps/\${clientId}/token'
      revocation: { method: DELETE, token: json, parameter: access_token, authentication: basic, tokens: [access] }
      tokenRequest: { body: json, parameters: { audience: api } }
      tokenResponse: { scopeSeparator: ',', lifeSeconds: 7200 }
      captures: { shop: /shop/name, instance: { from: /url, within: 'https://*.my.example.com' } }
      keepAliveSeconds: 86400`),
    'sample',
  );
  assert.ok('provider' in reading, JSON.stringify(reading));
  const method = methodOf(reading.provider, 'OAuth2')!;
  assert.deepEqual(
    definitionOf(method, (field) => (field === 'shop' ? 'acme' : undefined), 'id 1'),
    {
      authorizationUrl: 'https://acme.example.com/authorize',
      tokenUrl: 'https://acme.example.com/token',
      revocationUrl: 'https://api.example.com/apps/id%201/token',
      clientAuthentication: 'basic',
      pkce: 'S256',
      scopes: [],
      scopeSeparator: ' ',
      parameters: {},
      rotatesRefreshToken: true,
      quirks: {
        tokenRequest: { body: 'json', parameters: { audience: 'api' } },
        tokenResponse: { scopeSeparator: ',', lifeSeconds: 7200 },
        revocation: {
          method: 'DELETE',
          token: 'json',
          parameter: 'access_token',
          authentication: 'basic',
          tokens: ['access'],
        },
        captures: { shop: { from: '/shop/name' }, instance: { from: '/url', within: 'https://*.my.example.com' } },
        keepAliveSeconds: 86_400,
      },
    },
  );
  assert.equal(
    definitionOf(method, () => undefined, 'id'),
    undefined,
  );
});
