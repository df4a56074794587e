/** The kit's authorization server is as strict as it says, or tests against it would show nothing. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type AuthorizationServer, startAuthorizationServer } from './authorization-server.ts';
import { BrowserFlow, type Consent } from './browser-flow.ts';

const VERIFIER = 'a'.repeat(64);
const BACK = 'http://127.0.0.1:1/v1/oauth/callback';
const BASIC = `Basic ${Buffer.from('app:of no secrecy').toString('base64')}`;
let server: AuthorizationServer;

before(async () => {
  server = await startAuthorizationServer();
  server.register({ clientId: 'app', clientSecret: 'of no secrecy', redirectUris: [BACK] });
});
after(() => server.close());

function authorizeUrl(extra: Record<string, string> = {}): string {
  const challenge = createHash('sha256').update(VERIFIER).digest('base64url');
  const query = { client_id: 'app', response_type: 'code', redirect_uri: BACK, scope: 'openid read write', state: 's' };
  return `${server.authorizationUrl}?${new URLSearchParams({ ...query, code_challenge: challenge, code_challenge_method: 'S256', ...extra })}`;
}

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
}

async function ask(path: string, form: Record<string, string>): Promise<{ status: number; json: Tokens }> {
  const headers = { authorization: BASIC };
  const answer = await fetch(`${server.issuer}${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
  return { status: answer.status, json: JSON.parse((await answer.text()) || '{}') as Tokens };
}

async function tokensBy(consent: Consent, extra: Record<string, string> = {}) {
  const callback = new URL(await new BrowserFlow().callbackOf(authorizeUrl(extra), consent));
  assert.equal(callback.searchParams.get('iss'), server.issuer);
  const code = callback.searchParams.get('code')!;
  const form = { grant_type: 'authorization_code', code, redirect_uri: BACK, code_verifier: VERIFIER };
  return { form, first: await ask('/token', form) };
}

test('a refresh token is used once, and its second use revokes the grant', async () => {
  const { first } = await tokensBy({ account: 'bob' });
  const me = (token: string) => fetch(`${server.apiUrl}/me`, { headers: { authorization: `Bearer ${token}` } });
  assert.match(await (await me(first.json.access_token)).text(), /"login":"bob"/);
  const form = { grant_type: 'refresh_token', refresh_token: first.json.refresh_token };
  const second = await ask('/token', form);
  assert.notEqual(second.json.refresh_token, first.json.refresh_token);
  assert.equal((await me(second.json.access_token)).status, 200);
  assert.equal((await ask('/token', form)).status, 400);
  assert.equal(server.revokedGrants, 1);
  assert.equal((await me(second.json.access_token)).status, 401);
});

test('a code is taken once, with its verifier alone; less can be granted than was asked for, or nothing', async () => {
  const { form, first } = await tokensBy({ scopes: ['read'] });
  assert.equal(first.json.scope, 'read');
  assert.equal((await ask('/token', form)).status, 400);
  const denied = new URL(await new BrowserFlow().callbackOf(authorizeUrl(), { isDenied: true }));
  assert.equal(denied.searchParams.get('error'), 'access_denied');
  const plain = new URL(await new BrowserFlow().callbackOf(authorizeUrl({ code_challenge_method: 'plain' })));
  assert.equal(plain.searchParams.get('error'), 'invalid_request');
});

test('tokens are made for clients, bound to a resource, minted without a browser, and revoked', async () => {
  const machine = await ask('/token', { grant_type: 'client_credentials', scope: 'read' });
  assert.equal(machine.status, 200);
  const { first } = await tokensBy({}, { resource: 'https://api.example.com/' });
  assert.equal(first.status, 200);
  const minted = await server.mintRefreshToken('app', { account: 'carol' });
  const brought = await ask('/token', { grant_type: 'refresh_token', refresh_token: minted });
  assert.equal(brought.status, 200);
  assert.equal((await ask('/token/revocation', { token: brought.json.refresh_token })).status, 200);
  const again = await ask('/token', { grant_type: 'refresh_token', refresh_token: brought.json.refresh_token });
  assert.equal(again.status, 400);
});
