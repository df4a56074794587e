/** Nothing that a configuration adds stands in the place of what the protocol needs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { authorizationUrl } from './authorization-url.ts';

const definition: OAuthDefinition = {
  ...{ clientId: 'app', clientAuthentication: 'basic', sendsIssuer: false, pkce: 'S256', nonce: true, scopes: [] },
  ...{ authorizationUrl: 'https://login.example/authorize?tenant=a', tokenUrl: 'https://login.example/token' },
  ...{ scopeSeparator: ',', parameters: {}, resources: [], allowedDomains: [], rotatesRefreshToken: true, quirks: {} },
};
const flow = { scopes: ['a', 'b'], redirectUrl: 'https://keyward.example/v1/oauth/callback', nonce: 'n' };
const request = { state: 's', codeChallenge: 'c' };

function parametersOf(changes: Partial<OAuthDefinition>): [string, string][] {
  return [...new URL(authorizationUrl({ ...definition, ...changes }, flow, request)).searchParams];
}

test('the request has what the protocol needs, the scopes by the vendor’s separator, and what the endpoint’s own address has', () => {
  assert.deepEqual(Object.fromEntries(parametersOf({})), {
    ...{ tenant: 'a', response_type: 'code', client_id: 'app', redirect_uri: flow.redirectUrl, scope: 'a,b' },
    ...{ state: 's', code_challenge: 'c', code_challenge_method: 'S256', nonce: 'n' },
  });
});

test('a parameter of the protocol stands once, whatever a configuration or an address says', () => {
  const parameters = {
    redirect_uri: 'https://evil.example',
    code_challenge_method: 'plain',
    state: 'fixed',
    prompt: 'consent',
  };
  const all = parametersOf({
    parameters,
    authorizationUrl: 'https://login.example/authorize?state=x&response_type=token',
  });
  const valuesOf = (name: string) => all.filter(([given]) => given === name).map(([, value]) => value);
  assert.deepEqual(valuesOf('redirect_uri'), [flow.redirectUrl]);
  assert.deepEqual([valuesOf('state'), valuesOf('response_type')], [['s'], ['code']]);
  assert.deepEqual([valuesOf('code_challenge_method'), valuesOf('prompt')], [['S256'], ['consent']]);
});

test('names are the vendor’s, resources are repeated, and without an endpoint nobody is sent anywhere', () => {
  const quirks = { authorizationRequest: { names: { client_id: 'appId' } } };
  const all = parametersOf({ quirks, resources: ['https://a.example', 'https://b.example'] });
  assert.deepEqual(
    all.filter(([name]) => name === 'resource').map(([, value]) => value),
    ['https://a.example', 'https://b.example'],
  );
  assert.deepEqual(
    [all.find(([name]) => name === 'appId')?.[1], all.some(([name]) => name === 'client_id')],
    ['app', false],
  );
  const { authorizationUrl: _, ...without } = definition;
  assert.throws(() => authorizationUrl(without, flow, request), { code: 'connection/no-consent' });
});
