/**
 * How callers of one node meet renewals: an API that refuses a token before its time, or whatever it is shown; requests that are
 * under way; a token URL that the refresh token was not sealed for; tokens that are handed to trusted runtimes.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type AuthorizationServer, startAuthorizationServer } from './kit/authorization-server.ts';
import { newCanary } from './kit/canary.ts';
import { edit } from './kit/database.ts';
import { type Answer, Keyward, runCli } from './kit/keyward.ts';
import { until } from './kit/until.ts';
import { startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
/** Above which a 401 may be for the token's age. */
const YOUNG_MS = 10_500;

let server: AuthorizationServer;
let api: Upstream;
let keyward: Keyward;
/** Tokens that the API takes no more. */
const refused = new Set<string>();

const redeemed = () => server.calls.filter(({ grantType }) => grantType === 'refresh_token').length;
const bearerOf = (index: number) => api.received.at(index)!.headers.authorization!.replace('Bearer ', '');

before(async () => {
  server = await startAuthorizationServer();
  server.register({ clientId: 'app', clientSecret: canary, redirectUris: ['http://127.0.0.1/callback'] });
  // No provider tells the life of such a token.
  server.hooks.afterToken = ({ body }) => {
    delete (body as { expires_in?: number }).expires_in;
  };
  api = await startUpstream(({ url, headers, body }, response) => {
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    const isRefused = url.startsWith('/never') || refused.has(token);
    response.writeHead(isRefused ? 401 : 200, { 'content-type': 'text/plain' });
    if (url.startsWith('/slow')) return void setTimeout(() => response.end('slow'), 1_500);
    response.end(isRefused ? 'no' : `${token} ${[...refused].join(' ')} ${body}`);
  });
  keyward = await Keyward.start();
});
after(async () => {
  assert.deepEqual(await keyward.leaksOf(canary), []);
  for (const token of [server.issued[0]!, server.issued.at(-1)!]) assert.deepEqual(await keyward.leaksOf(token), []);
  await keyward.close();
  await server.close();
  await api.close();
});

async function connect(key: string, more: object = {}): Promise<Answer> {
  const refreshToken = await server.mintRefreshToken('app', { account: key });
  const fields = { clientID: 'app', clientSecret: canary, tokenURL: server.tokenUrl, refreshToken };
  const body = { type: 'OAuth2Refresh', key, fields, baseUrl: api.url, ...more };
  const made = await keyward.api('POST', 'connections', { body });
  assert.equal(made.status, 201, made.text);
  return made;
}

async function tokenWith(grant: object): Promise<string> {
  const made = await keyward.api('POST', 'access-tokens', { body: { name: 'runtime', grants: [grant] } });
  assert.equal(made.status, 201, made.text);
  return made.json.token;
}

test('a token whose end nobody tells is renewed when the API refuses it, once, and the request sent again', async () => {
  await Promise.all(['silent', 'written', 'never', 'under-way'].map((key) => connect(key)));
  const token = await keyward.tokenFor('silent', 'written', 'never', 'under-way');
  const old = await keyward.call('/silent/a', { token });
  assert.equal(old.status, 200);
  const [first] = [bearerOf(-1)];
  const slow = keyward.call('/under-way/slow', { token });
  await delay(YOUNG_MS);

  refused.add(first);
  const before = redeemed();
  const answers = await Promise.all(Array.from({ length: 10 }, () => keyward.call('/silent/a', { token })));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal(redeemed(), before + 1);
  assert.notEqual(bearerOf(-1), first);
  // What the API echoes of it is masked, and of the one before it.
  for (const { text } of answers) assert.equal(text.includes(bearerOf(-1)) || text.includes(first), false);
  assert.equal((await slow).text, 'slow');

  await keyward.call('/written/a', { token });
  refused.add(bearerOf(-1));
  const written = await keyward.call('/written/a', { token, method: 'POST', body: 'text' });
  assert.equal(written.status, 401);
  await until(async () => (await keyward.call('/written/a', { token, method: 'POST', body: 'text' })).status === 200);
  assert.equal(redeemed(), before + 2);
});

test('an API that refuses whatever it is shown costs one renewal, and gets its 401 to the caller', async () => {
  const token = await keyward.tokenFor('never');
  const before = redeemed();
  for (let call = 0; call < 5; call++) {
    const answer = await keyward.call('/never/never', { token });
    assert.deepEqual([answer.status, answer.text], [401, 'no']);
  }
  assert.equal(redeemed(), before + 1);
});

test('an idle connection is renewed when its turn has come, and the scope that comes back is told', async () => {
  const { id } = (await connect('idle')).json;
  const seen = async () => (await keyward.api('GET', 'connections/idle')).json;
  const { afterToken } = server.hooks;
  server.hooks.afterToken = (answer) => {
    (answer.body as { scope?: string }).scope = 'read';
    return afterToken?.(answer);
  };
  const before = { redeemed: redeemed(), obtainedAt: (await seen()).connection.obtainedAt };
  assert.equal(edit(keyward.data, 'update connections set keep_alive_at = 1 where credential_id = ?', id), 1);
  const renewed = await until(async () => {
    const record = await seen();
    return record.connection.obtainedAt !== before.obtainedAt && record;
  });
  if (afterToken) server.hooks.afterToken = afterToken;
  assert.equal(redeemed(), before.redeemed + 1);
  assert.equal(renewed.status, 'valid');
  assert.deepEqual(renewed.connection.scopes.granted, ['read']);
});

test('catalogue 45: a refresh token goes to the token URL that it was sealed for, and in no API call', async () => {
  const { json } = await connect('sealed');
  const placed = await keyward.api('POST', 'access-tokens', {
    body: { name: 'x', grants: [{ credentials: ['sealed'] }] },
  });
  await keyward.call('/sealed/a', { token: placed.json.token });
  const sent = JSON.stringify(api.received.map(({ headers, url, body }) => [headers, url, body.toString()]));
  const refreshTokens = server.calls.map(({ parameters }) => parameters.refresh_token).filter(Boolean);
  for (const one of refreshTokens) assert.equal(sent.includes(String(one)), false);
  assert.deepEqual(json.policy.fields.refreshToken, ['token']);
  assert.equal(json.policy.roles.token.origins.includes(server.tokenUrl), true);
  assert.equal(
    json.policy.roles.token.placements.some((placement: string) => placement.startsWith('header:')),
    false,
  );
});

test('an access token is handed to whoever was granted that, on record each time, and to no page', async () => {
  const { json } = await connect('runtime', { policy: { release: ['access-token'] } });
  await connect('closed');
  const ask = (key: string, token: string, headers = {}) =>
    fetch(`${keyward.brokerUrl}/access-token/${key}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
  const trusted = await tokenWith({ credentials: ['runtime', 'closed'], release: ['access-token'] });
  // Not through the kit, which would keep what is secret for its search.
  const answer = await ask('runtime', trusted);
  const released = (await answer.json()) as Record<string, string>;
  assert.equal(answer.status, 200);
  assert.deepEqual(Object.keys(released).sort(), ['accessToken', 'scope', 'tokenType']);
  assert.ok(server.issued.includes(released.accessToken!));
  assert.equal(released.tokenType, 'Bearer');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.equal((await ask('runtime', trusted)).status, 200);
  const audit = await keyward.api('GET', `audit?action=credential.release&subject=${json.id}`);
  assert.equal(audit.json.items.length, 2, audit.text);
  assert.equal(audit.json.items[0].details.release, 'access-token');

  const codeOf = async (asked: Promise<Response>) => (await asked).headers.get('keyward-error');
  const bound = await tokenWith({ credentials: ['runtime'], release: ['access-token'], methods: ['GET'] });
  const gateway = await tokenWith({ credentials: ['runtime'], release: ['forward-auth'] });
  assert.equal(await codeOf(ask('runtime', await keyward.tokenFor('runtime'))), 'release/refused');
  assert.equal(await codeOf(ask('runtime', bound)), 'release/refused');
  assert.equal(await codeOf(ask('runtime', gateway)), 'release/refused');
  assert.equal(await codeOf(ask('closed', trusted)), 'release/refused');
  assert.equal(await codeOf(ask('nobody', trusted)), 'credential/not-found');
  assert.equal(await codeOf(ask('runtime', trusted, { origin: 'http://page.example' })), 'request/browser-refused');
  assert.equal(await codeOf(ask('runtime', 'kw_nonsense')), 'token/invalid');
  const got = await fetch(`${keyward.brokerUrl}/access-token/runtime`, {
    headers: { authorization: `Bearer ${trusted}` },
  });
  assert.equal(got.headers.get('keyward-error'), 'target/invalid');

  const env = { KEYWARD_TOKEN: await keyward.tokenFor('runtime'), KEYWARD_BROKER_URL: keyward.brokerUrl };
  const cli = await runCli(['credential', 'access-token', 'runtime'], { env });
  assert.match(cli.stderr, /release/);
  assert.notEqual(cli.code, 0);
});
