/** Connections from consent to revocation, against a real authorization server. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { BrowserFlow } from './kit/browser-flow.ts';
import { newCanary } from './kit/canary.ts';
import { type ConnectingKeyward, startConnectingKeyward } from './kit/connecting-keyward.ts';
import { rows } from './kit/database.ts';
import type { Answer } from './kit/keyward.ts';
import { until } from './kit/until.ts';

const canary = newCanary();
let at: ConnectingKeyward;

before(async () => {
  at = await startConnectingKeyward(canary);
  const made = await at.configure();
  assert.equal(made.status, 201, made.text);
  const settings = await at.keyward.api('PATCH', 'settings', { body: { returnOrigins: ['https://app.example.com'] } });
  assert.equal(settings.status, 200, settings.text);
});
after(async () => {
  assert.deepEqual(await at.keyward.leaksOf(canary), []);
  for (const token of at.server.issued) assert.deepEqual(await at.keyward.leaksOf(token), []);
  await at.close();
});

async function whoami(key: string): Promise<string> {
  const answer = await at.keyward.call(`/${key}/me`, { token: await at.keyward.tokenFor(key) });
  return answer.json?.login ?? answer.json?.code;
}

test('a consent stores a connection that calls the API, with the scopes granted and whose account it is', async () => {
  const created = await at.create({ key: 'first', name: 'First', labels: { customer: 'acme' } });
  assert.equal(created.status, 201, created.text);
  const { status, usable, reason, errors, startUrl, connection } = created.json;
  assert.deepEqual([status, usable, reason], ['incomplete', false, 'credential/incomplete']);
  assert.match(errors[0].message, /connecting/);
  assert.deepEqual(connection, {
    configuration: 'sample',
    grant: 'authorization_code',
    scopes: { asked: ['openid', 'read', 'write'], granted: [], missing: [] },
  });
  assert.ok(startUrl.startsWith(`${at.keyward.controlUrl}/v1/oauth/start/`));

  const browser = new BrowserFlow();
  const page = await browser.consent(startUrl, { account: 'alice' });
  assert.equal(page.status, 200, page.text);
  assert.match(page.text, /<h1>Connected<\/h1>/);
  assert.match(page.text, /The account is alice\./);
  assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/);
  assert.equal(page.headers.get('cache-control'), 'no-store');
  assert.equal(page.headers.get('referrer-policy'), 'no-referrer');

  const now = await at.keyward.api('GET', 'connections/first');
  assert.deepEqual([now.json.status, now.json.usable], ['valid', true]);
  assert.deepEqual([now.json.verification.verdict, now.json.verification.account], ['accepted', 'alice']);
  assert.deepEqual(now.json.connection.scopes, {
    ...{ asked: ['openid', 'read', 'write'], granted: ['openid', 'read', 'write'], missing: [] },
  });
  assert.ok(Date.parse(now.json.connection.accessExpiresAt) > Date.parse(now.json.connection.obtainedAt));
  assert.deepEqual(now.json.secrets.accessToken.set && now.json.secrets.refreshToken.set, true);
  assert.deepEqual(now.json.policy.fields, { accessToken: ['api', 'verify'], refreshToken: ['token'] });
  assert.deepEqual(now.json.policy.roles.token.origins, [at.server.tokenUrl, at.server.revocationUrl].sort());
  assert.equal(await whoami('first'), 'alice');
  const list = await at.keyward.api('GET', 'connections?limit=1');
  assert.equal(list.json.items[0].key, 'first');
  assert.equal(list.json.items[0].connection.configuration, 'sample');
});

test('a reconnection keeps everything, goes on with the old tokens until it has new ones, and says whose account it is', async () => {
  const { id, connection } = await at.connect({ key: 'again' }, { account: 'bob' });
  const denied = await at.keyward.api('POST', 'connections/again/reconnect', { body: {} });
  assert.equal(denied.status, 200, denied.text);
  await new BrowserFlow().consent(denied.json.startUrl, { isDenied: true });
  assert.equal(await whoami('again'), 'bob');
  const begun = await at.keyward.api('POST', 'connections/again/reconnect', { body: { scopes: ['openid', 'read'] } });
  const page = await new BrowserFlow().consent(begun.json.startUrl, { account: 'carol' });
  assert.match(page.text, /before, it was another account: bob/);
  assert.equal(await whoami('again'), 'carol');
  const now = await at.keyward.api('GET', 'connections/again');
  assert.deepEqual([now.json.id, now.json.connection.scopes.asked], [id, ['openid', 'read']]);
  assert.ok(now.json.version > connection.json.version);
  assert.ok(now.json.verification.steps.some(({ note }: { note: string }) => note.includes('another one')));
  const events = await at.keyward.api('GET', 'events?limit=50');
  assert.ok(
    events.json.items.some(({ type }: { type: string }) => type === 'credential.account-changed'),
    events.text,
  );
});

test('catalogue 32: fewer scopes than were asked for are recorded and flagged', async () => {
  const returnUrl = 'https://app.example.com/done?tab=2';
  const { key, page, connection } = await at.connect({ key: 'fewer', returnUrl }, { scopes: ['openid', 'read'] });
  assert.deepEqual(connection.json.connection.scopes.missing, ['write']);
  assert.deepEqual(connection.json.fields.scope, 'openid read');
  const back = new URL(page.location!);
  assert.equal(page.status, 303);
  assert.deepEqual(Object.fromEntries(back.searchParams), {
    tab: '2',
    status: 'connected',
    credential: key,
    scopes: 'reduced',
  });
  const log = await at.keyward.api('GET', `audit?subject=${connection.json.id}`);
  const entry = log.json.items.find(({ action }: { action: string }) => action === 'connection.complete');
  assert.deepEqual(entry.details.missingScopes, ['write']);
});

test('what is revoked is revoked at the provider and destroyed here, and can be connected again', async () => {
  const { id } = await at.connect({ key: 'ended' }, { account: 'dora' });
  const before = at.server.calls.length;
  const revoked = await at.keyward.api('POST', 'connections/ended/revoke', { body: undefined });
  assert.deepEqual([revoked.status, revoked.json.revokedAtProvider], [200, true], revoked.text);
  assert.deepEqual([revoked.json.status, revoked.json.usable], ['reconnect_required', false]);
  const told = at.server.calls.slice(before).filter(({ path }) => path === '/token/revocation');
  assert.deepEqual(
    told.map(({ parameters }) => parameters.token_type_hint),
    ['refresh_token', 'access_token'],
  );
  assert.equal(rows(at.keyward.data, 'select * from material where credential_id = ?', id).length, 0);
  const anew = await at.keyward.api('POST', 'connections/ended/reconnect', { body: {} });
  await new BrowserFlow().consent(anew.json.startUrl, { account: 'dora' });
  assert.equal(await whoami('ended'), 'dora');
});

test('a deletion revokes at the provider behind it, and does not fail where the provider does', async () => {
  const { id } = await at.connect({ key: 'deleted' });
  const before = at.server.calls.length;
  assert.equal((await at.keyward.api('DELETE', 'credentials/deleted')).status, 204);
  const revocations = () => at.server.calls.slice(before).filter(({ path }) => path === '/token/revocation').length;
  await until(() => revocations() === 2, 'both tokens revoked');
  for (const table of ['material', 'connections', 'oauth_flows']) {
    assert.equal(rows(at.keyward.data, `select * from ${table} where credential_id = ?`, id).length, 0, table);
  }
});

test('a client for itself, and a refresh token brought in, are tried before anything is stored', async () => {
  const machine = await at.create({ key: 'machine', grant: 'client_credentials', scopes: ['read'] });
  assert.deepEqual(
    [machine.status, machine.json.status, machine.json.connection.grant],
    [201, 'valid', 'client_credentials'],
    machine.text,
  );
  assert.equal(machine.json.startUrl, undefined);
  assert.equal(await whoami('machine'), 'app');

  const refreshToken = await at.server.mintRefreshToken('app', { account: 'erin' });
  const fields = { clientId: 'app', clientSecret: canary, tokenUrl: at.server.tokenUrl, refreshToken };
  const brought = await at.keyward.api('POST', 'connections', {
    body: { key: 'brought', type: 'OAuth2Refresh', baseUrl: at.server.apiUrl, fields },
  });
  assert.deepEqual([brought.status, brought.json.status], [201, 'valid'], brought.text);
  assert.deepEqual([brought.json.fields.clientID, brought.json.fields.tokenURL], ['app', at.server.tokenUrl]);
  assert.equal(await whoami('brought'), 'erin');

  const left = () =>
    ['credentials where deleted_at is null', 'material', 'oauth_flows', 'oauth_configurations'].map(
      (what) => rows(at.keyward.data, `select * from ${what}`).length,
    );
  const state = left();
  const again = await at.keyward.api('POST', 'connections', {
    body: { key: 'spent', type: 'OAuth2Refresh', baseUrl: at.server.apiUrl, fields },
  });
  assert.deepEqual([again.status, again.json.code], [409, 'oauth/grant-refused']);
  const wrong = await at.keyward.api('POST', 'connections', {
    body: {
      key: 'wrong',
      type: 'OAuth2Refresh',
      baseUrl: at.server.apiUrl,
      fields: { ...fields, clientSecret: `${canary}x` },
    },
  });
  assert.deepEqual([wrong.status, wrong.json.code], [409, 'oauth/client-refused']);
  assert.deepEqual(left(), state);
});

test('what a server answers to a refresh token that was brought in is kept, whoever wants its key and however long the store is away', async () => {
  const { keyward, server } = at;
  const refreshToken = await server.mintRefreshToken('app', { account: 'lena' });
  const fields = { clientId: 'app', clientSecret: canary, tokenUrl: server.tokenUrl, refreshToken };
  let rival: Answer | undefined;
  server.hooks.beforeToken = async () => {
    const body = { key: 'kept', type: 'ApiKey', baseUrl: server.apiUrl, fields: { apiKey: canary } };
    rival = await keyward.api('POST', 'credentials', { body });
  };
  using other = new DatabaseSync(join(keyward.data, 'keyward.sqlite'), { timeout: 5_000 });
  server.hooks.afterToken = () => other.exec('begin immediate');
  const body = { key: 'kept', type: 'OAuth2Refresh', baseUrl: server.apiUrl, fields };
  const asked = keyward.api('POST', 'connections', { body });
  await until(() => keyward.printed().includes('could not be stored yet'), 'the store refuses');
  Object.assign(server.hooks, { beforeToken: undefined, afterToken: undefined });
  other.exec('rollback');
  const made = await asked;
  assert.deepEqual([made.status, made.json.status], [201, 'valid'], made.text);
  assert.deepEqual([rival?.status, rival?.json.code], [409, 'credential/key-taken'], rival?.text);
  assert.equal(await whoami('kept'), 'lena');
});

test('a client of its own goes with its connection', async () => {
  const { issuer, authorizationUrl, tokenUrl, jwksUrl } = at.server;
  const client = {
    clientId: 'app',
    fields: { clientSecret: canary },
    issuer,
    authorizationUrl,
    tokenUrl,
    jwksUrl,
    scopes: ['openid', 'read'],
  };
  const body = { configuration: undefined, client, key: 'own' };
  const { id, connection } = await at.connect(body, { account: 'fay' });
  assert.deepEqual([connection.json.type, connection.json.verification.account], ['OAuth2', 'fay']);
  assert.equal(await whoami('own'), 'fay');
  const configurations = () =>
    rows(at.keyward.data, 'select * from oauth_configurations where credential_id = ?', id).length;
  assert.equal(configurations(), 1);
  assert.equal((await at.keyward.api('DELETE', 'credentials/own')).status, 204);
  assert.equal(configurations(), 0);
});

test('a connection is described by a patch, and its tokens and origins are nobody’s to set', async () => {
  const { key } = await at.connect({ key: 'described' });
  const patched = await at.keyward.api('PATCH', `credentials/${key}`, {
    body: { name: 'Renamed', labels: { a: 'b' }, owner: 'ops' },
  });
  assert.deepEqual(
    [patched.status, patched.json.name, patched.json.labels],
    [200, 'Renamed', { a: 'b' }],
    patched.text,
  );
  for (const body of [
    { fields: { accessToken: 'x' } },
    { baseUrl: 'https://evil.example' },
    { policy: { release: ['access-token'] } },
  ]) {
    const refused = await at.keyward.api('PATCH', `credentials/${key}`, { body });
    assert.deepEqual([refused.status, refused.json.code], [422, 'credential/use-connections']);
  }
  const put = await at.keyward.api('PUT', `credentials/${key}`, { body: { type: 'OAuthAlias', fields: {} } });
  assert.equal(put.json.code, 'credential/use-connections');
  assert.equal(await whoami(key), 'alice');
});

test('a copy is connected by a request that names its provider, and in its own solution alone', async () => {
  assert.equal((await at.keyward.api('POST', 'solutions', { body: { name: 'one' } })).status, 201);
  const created = await at.keyward.api('POST', 'connections?solution=one', {
    body: { configuration: 'sample', provider: 'sample-api', baseUrl: at.server.apiUrl, key: 'copied' },
  });
  assert.equal(created.status, 201, created.text);
  await new BrowserFlow().consent(created.json.startUrl, { account: 'ivan' });
  const copied = await at.keyward.api('POST', 'solutions/one/copy', { body: { slug: 'two' } });
  assert.equal(copied.status, 201, copied.text);
  const path = 'connections/copied/reconnect?solution=two';
  const unnamed = await at.keyward.api('POST', path, { body: {} });
  assert.equal(unnamed.json.code, 'credential/origins-unnamed', unnamed.text);
  const begun = await at.keyward.api('POST', path, { body: { provider: 'sample-api' } });
  assert.equal(begun.status, 200, begun.text);
  await new BrowserFlow().consent(begun.json.startUrl, { account: 'judy' });
  const accountIn = async (solution: string) =>
    (await at.keyward.api('GET', `connections/copied?solution=${solution}`)).json.verification.account;
  assert.deepEqual([await accountIn('one'), await accountIn('two')], ['ivan', 'judy']);
});

test('what nobody consents to is obtained anew by a reconnection, and a token that is refused changes nothing', async () => {
  const machine = await at.keyward.api('POST', 'connections/machine/reconnect', { body: {} });
  assert.deepEqual(
    [machine.status, machine.json.status, machine.json.startUrl],
    [200, 'valid', undefined],
    machine.text,
  );
  const first = await at.server.mintRefreshToken('app', { account: 'erin' });
  const fields = { clientID: 'app', clientSecret: canary, tokenURL: at.server.tokenUrl, refreshToken: first };
  const body = { key: 'bringing', type: 'OAuth2Refresh', baseUrl: at.server.apiUrl, fields };
  assert.equal((await at.keyward.api('POST', 'connections', { body })).status, 201);
  const missing = await at.keyward.api('POST', 'connections/bringing/reconnect', { body: {} });
  assert.deepEqual([missing.status, missing.json.errors?.[0].path], [422, '/refreshToken']);
  const bad = await at.keyward.api('POST', 'connections/bringing/reconnect', {
    body: { refreshToken: `${canary}none` },
  });
  assert.deepEqual([bad.status, bad.json.code], [409, 'oauth/grant-refused']);
  assert.equal(await whoami('bringing'), 'erin');
  const refreshToken = await at.server.mintRefreshToken('app', { account: 'kim' });
  const anew = await at.keyward.api('POST', 'connections/bringing/reconnect', { body: { refreshToken } });
  assert.deepEqual([anew.status, anew.json.status], [200, 'valid'], anew.text);
  assert.equal(await whoami('bringing'), 'kim');
});
