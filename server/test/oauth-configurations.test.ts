/** OAuth configurations by API: where their endpoints come from, where their secret may go, what is refused, who uses them. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newId } from '../src/domain/id.ts';
import { type AuthorizationServer, startAuthorizationServer } from './kit/authorization-server.ts';
import { newCanary } from './kit/canary.ts';
import { edit, rows } from './kit/database.ts';
import { runDoctor } from './kit/doctor.ts';
import { type Answer, Keyward, runCli } from './kit/keyward.ts';

const canary = newCanary();
const PATH = 'oauth-configurations';
let keyward: Keyward;
let server: AuthorizationServer;
/** What the hostile server answers, by path. */
let hostile: RequestListener = (_request, response) => response.writeHead(404).end();
let hostileUrl: string;
const listener = createServer((request, response) => hostile(request, response));

before(async () => {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  hostileUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  server = await startAuthorizationServer();
  keyward = await Keyward.start();
});
after(async () => {
  await rm(join(keyward.data, 'client-secret'), { force: true });
  assert.deepEqual(await keyward.leaksOf(canary), []);
  await keyward.close();
  await server.close();
  listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
});

const explicit = (more: object = {}) => ({
  clientId: 'client',
  authorizationUrl: 'https://login.example/authorize',
  tokenUrl: 'https://login.example/token',
  fields: { clientSecret: canary },
  ...more,
});
const post = (body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  keyward.api('POST', PATH, { body, headers });
const patch = (key: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  keyward.api('PATCH', `${PATH}/${key}`, { body, headers });
const answered = ({ status, json }: Answer) => [status, json.code ?? json.key];

/** A connection as its record stands; made by a consent, which is another test's. */
function insertAlias(key: string, configuration: string, baseUrl = 'https://api.example'): string {
  const id = newId('cred');
  const sql = `insert into credentials (organisation_id, id, solution_id, key, labels, type, base_url, fields, secrets, status,
      errors, verification, version, created_at, created_by, updated_at, updated_by)
    select id, ?, '', ?, '{}', 'OAuthAlias', ?, ?, '{}', 'incomplete', '[]', '{"verdict":"unverified","steps":[]}', 1, 1, 't', 1, 't'
    from organisations where slug = 'default'`;
  assert.equal(edit(keyward.data, sql, id, key, baseUrl, JSON.stringify({ configuration })), 1);
  return id;
}

test('a configuration is made, read by id and key, listed, changed under its version and deleted, all on record', async () => {
  const made = await post(explicit({ name: 'Acme (EU)', scopes: ['openid', 'read'] }));
  assert.equal(made.status, 201, made.text);
  const { id, key, version, clientAuthentication, pkce, nonce, secrets, connections } = made.json;
  assert.deepEqual(
    [key, version, clientAuthentication, pkce, nonce, connections],
    ['acme-eu', 1, 'basic', 'S256', true, 0],
  );
  assert.deepEqual(secrets, { clientSecret: { set: true, materialVersion: 1 } });
  assert.equal(made.headers.get('etag'), '"1"');
  for (const reference of [id, key]) {
    assert.deepEqual((await keyward.api('GET', `${PATH}/${reference}`)).json, made.json);
  }
  assert.deepEqual((await keyward.api('GET', PATH)).json.items, [made.json]);
  const stale = await patch(key, { clientId: 'other' }, { 'if-match': '"7"' });
  assert.deepEqual(answered(stale), [412, 'oauth-configuration/stale']);
  const changed = await patch(key, { clientId: 'other', name: null, scopes: ['read'] }, { 'if-match': '"1"' });
  assert.deepEqual(
    [changed.status, changed.json.clientId, changed.json.name, changed.json.version, changed.json.nonce],
    [200, 'other', undefined, 2, true],
  );
  assert.equal((await keyward.api('DELETE', `${PATH}/${key}`, { headers: { 'if-match': '2' } })).status, 204);
  assert.deepEqual(answered(await keyward.api('GET', `${PATH}/${key}`)), [404, 'oauth-configuration/not-found']);
  assert.equal(rows(keyward.data, 'select 1 from material where credential_id = ?', id).length, 0);
  const sql = 'select action from audit where subject = ? and action not like ? order by at, id';
  const actions = rows(keyward.data, sql, id, '%.read').map(({ action }) => action.split('.')[1]);
  assert.deepEqual(actions, ['create', 'update', 'delete']);
});

test('an issuer is asked for its endpoints by the broker; a provider says them with the fields that it asks for', async () => {
  const found = await post({
    key: 'found',
    issuer: server.issuer,
    clientId: 'client',
    fields: { clientSecret: canary },
  });
  assert.equal(found.status, 201, found.text);
  const { authorizationUrl, tokenUrl, revocationUrl, jwksUrl } = server;
  for (const [name, url] of Object.entries({ authorizationUrl, tokenUrl, revocationUrl, jwksUrl })) {
    assert.equal(found.json[name], url, name);
  }
  const vendor = { key: 'vendor', provider: 'salesforce', clientId: 'client' };
  const missing = await post({ ...vendor, fields: { clientSecret: canary } });
  assert.deepEqual([missing.status, missing.json.errors[0].path], [422, '/fields/myDomain']);
  const made = await post({ ...vendor, fields: { myDomain: 'acme', clientSecret: canary } });
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(
    [made.json.tokenUrl, made.json.clientAuthentication, made.json.scopes],
    ['https://acme.my.salesforce.com/services/oauth2/token', 'post', ['api', 'refresh_token', 'openid']],
  );
  const both = await post({
    ...vendor,
    key: 'both',
    tokenUrl: 'https://evil.example/t',
    fields: { myDomain: 'acme', clientSecret: canary },
  });
  assert.deepEqual([both.status, both.json.errors[0].path], [422, '/tokenUrl']);
  const moved = await patch('vendor', { fields: { myDomain: 'other' } });
  assert.deepEqual(answered(moved), [409, 'oauth-configuration/secret-needed']);
  assert.equal(
    (await patch('vendor', { fields: { myDomain: 'other', clientSecret: canary } })).json.tokenUrl,
    'https://other.my.salesforce.com/services/oauth2/token',
  );
});

test('what the secret is bound to changes only with the secret; everything else without it', async () => {
  assert.equal((await post(explicit({ key: 'bound', revocationUrl: 'https://login.example/revoke' }))).status, 201);
  for (const change of [
    { tokenUrl: 'https://login.example/token2' },
    { tokenUrl: 'https://evil.example/token' },
    { revocationUrl: 'https://login.example/other' },
    { clientAuthentication: 'post' },
    { clientAuthentication: 'private_key_jwt' },
    { provider: 'github' },
  ]) {
    const answer = await patch('bound', change);
    assert.deepEqual(answered(answer), [409, 'oauth-configuration/secret-needed'], JSON.stringify(change));
  }
  assert.equal((await keyward.api('GET', `${PATH}/bound`)).json.version, 1);
  const free = await patch('bound', {
    authorizationUrl: 'https://login.example/a',
    parameters: { audience: 'x' },
    scopes: ['a'],
  });
  assert.deepEqual([free.status, free.json.secrets.clientSecret.materialVersion], [200, 1], free.text);
  const moved = await patch('bound', { tokenUrl: 'https://login.example/t3', fields: { clientSecret: `${canary}2` } });
  assert.deepEqual(
    [moved.status, moved.json.tokenUrl, moved.json.secrets.clientSecret.materialVersion],
    [200, 'https://login.example/t3', 2],
  );
  assert.equal(rows(keyward.data, 'select 1 from material where credential_id = ?', moved.json.id).length, 1);
  const open = await patch('bound', { clientAuthentication: 'none' });
  assert.deepEqual([open.status, open.json.secrets], [200, {}], open.text);
  assert.equal(rows(keyward.data, 'select 1 from material where credential_id = ?', moved.json.id).length, 0);
});

test('a client may show itself by a signed assertion, with a key that fits', async () => {
  const pem = (type: 'rsa' | 'ed25519') =>
    (type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ed25519')
    ).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const by = (fields: object, more: object = {}) =>
    post(explicit({ clientAuthentication: 'private_key_jwt', fields, ...more }));
  for (const privateKey of ['no key', canary, pem('ed25519')]) {
    assert.deepEqual(answered(await by({ privateKey })), [422, 'credential/value-refused']);
  }
  const made = await by({ privateKey: pem('ed25519') }, { key: 'jwt', assertionAlgorithm: 'EdDSA', keyId: 'k1' });
  assert.deepEqual([made.status, made.json.secrets.privateKey?.set, made.json.keyId], [201, true, 'k1'], made.text);
  assert.equal((await by({ privateKey: pem('rsa') }, { key: 'rsa' })).json.assertionAlgorithm, 'RS256');
});

test('bad input is refused with its path, and nothing is stored', async () => {
  const count = () => rows(keyward.data, 'select count(*) as n from oauth_configurations')[0].n;
  const before = count();
  const bad: [object, string][] = [
    [{ tokenUrl: 'http://login.example/token' }, '/tokenUrl'],
    [{ tokenUrl: 'https://u:p@login.example/token' }, '/tokenUrl'],
    [{ tokenUrl: 'https://login.example/token?x=1' }, '/tokenUrl'],
    [{ authorizationUrl: 'javascript:alert(1)' }, '/authorizationUrl'],
    [{ tokenUrl: undefined }, '/tokenUrl'],
    [{ issuer: 'https://login.example/?a' }, '/issuer'],
    [{ fields: {} }, '/fields/clientSecret'],
    [{ fields: { privateKey: 'x' } }, '/fields/privateKey'],
    [{ clientAuthentication: 'none' }, '/fields/clientSecret'],
    [{ clientId: 'a\nb' }, '/clientId'],
    [{ scopes: ['a b'] }, '/scopes/0'],
    [{ scopes: ['a', 'a'] }, '/scopes/1'],
    [{ parameters: { State: 'x' } }, '/parameters/State'],
    [{ parameters: { redirect_uri: 'https://evil.example' } }, '/parameters/redirect_uri'],
    [{ parameters: { code_challenge_method: 'plain' } }, '/parameters/code_challenge_method'],
    [{ resources: ['/relative'] }, '/resources/0'],
    [{ allowedDomains: ['co.uk'] }, '/allowedDomains/0'],
    [{ allowedDomains: ['*.github.io'] }, '/allowedDomains/0'],
    [{ allowedDomains: ['https://a.example/path'] }, '/allowedDomains/0'],
    [{ redirectUrl: 'https://a.example/cb#x' }, '/redirectUrl'],
    [{ redirectUrl: 'http://a.example/cb' }, '/redirectUrl'],
    [{ keyId: 'k' }, '/keyId'],
    [{ pkce: 'none' }, '/pkce'],
    [{ key: 'Upper' }, '/key'],
    [{ id: 'oac_1' }, '/id'],
    [{ unknown: 1 }, '/unknown'],
  ];
  for (const [change, path] of bad) {
    const answer = await post(explicit(change));
    assert.deepEqual(
      [answer.status, answer.json.errors?.[0]?.path],
      [422, path],
      `${JSON.stringify(change)} ${answer.text}`,
    );
  }
  for (const [change, code] of [
    [{ provider: 'no-such-thing', tokenUrl: undefined, authorizationUrl: undefined }, 'credential/provider-unknown'],
    [{ fields: { clientSecret: '••••••••' } }, 'credential/masked-value'],
    [{ fields: { other: 'x' } }, 'credential/field-unknown'],
    [{ key: 'found' }, 'oauth-configuration/key-taken'],
    [{ tokenUrl: 'https://169.254.169.254/token' }, 'egress/denied'],
  ] as const) {
    assert.equal((await post(explicit(change))).json.code, code, code);
  }
  assert.equal(count(), before);
});

test('catalogue 31: a hostile issuer gets nothing but a refusal, and is quoted nowhere', async () => {
  const base = () => ({ issuer: hostileUrl, token_endpoint: `${hostileUrl}/token` });
  const answers: [string, RequestListener][] = [
    ['another issuer', json(() => ({ ...base(), issuer: 'https://login.example' }))],
    ['an endpoint without TLS', json(() => ({ ...base(), token_endpoint: 'http://evil.example/token' }))],
    ['an endpoint that is none', json(() => ({ ...base(), token_endpoint: { url: 'x' } }))],
    ['no endpoint', json(() => ({ issuer: hostileUrl }))],
    [
      'no S256',
      json(() => ({
        ...base(),
        authorization_endpoint: `${hostileUrl}/a`,
        code_challenge_methods_supported: ['plain'],
      })),
    ],
    [
      'no method that is known',
      json(() => ({ ...base(), token_endpoint_auth_methods_supported: ['tls_client_auth'] })),
    ],
    ['a redirect', (_request, response) => response.writeHead(302, { location: server.issuer }).end()],
    ['a page', (_request, response) => response.end('<html>correct-horse</html>')],
    ['a list', json(() => [])],
    ['10 MB', (_request, response) => response.end(`"${'x'.repeat(10_000_000)}"`)],
    ['an error', (_request, response) => response.writeHead(500).end('correct-horse')],
  ];
  for (const [what, listen] of answers) {
    hostile = listen;
    const answer = await post({ issuer: hostileUrl, clientId: 'c', fields: { clientSecret: canary } });
    assert.deepEqual(answered(answer), [422, 'oauth-configuration/discovery-failed'], what);
    assert.doesNotMatch(answer.text, /correct-horse|evil/, what);
  }
  const inside = await post({ issuer: 'https://10.0.0.1', clientId: 'c', fields: { clientSecret: canary } });
  assert.deepEqual(answered(inside), [403, 'egress/denied']);
  assert.equal(rows(keyward.data, 'select 1 from oauth_configurations where witness is null').length, 0);
});

function json(value: () => unknown): RequestListener {
  return (_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value()));
}

test('what connections use is guarded, counted and named; domains are not narrowed past one', async () => {
  assert.equal((await post(explicit({ key: 'used' }))).status, 201);
  const id = insertAlias('alias', 'used');
  assert.equal((await keyward.api('GET', `${PATH}/used`)).json.connections, 1);
  const refused = await keyward.api('DELETE', `${PATH}/used`);
  assert.deepEqual(answered(refused), [409, 'oauth-configuration/in-use']);
  assert.deepEqual(
    refused.json.usages.map((usage: { id: string }) => usage.id),
    [id],
  );
  const narrowed = await patch('used', { allowedDomains: ['other.example'] });
  assert.deepEqual(answered(narrowed), [409, 'oauth-configuration/in-use']);
  const kept = await patch('used', { allowedDomains: ['api.example', '*.acme.example'] });
  assert.deepEqual(
    [kept.status, kept.json.allowedDomains],
    [200, ['https://*.acme.example', 'https://api.example']],
    kept.text,
  );
  assert.equal((await keyward.api('DELETE', `${PATH}/used?force=true`)).status, 204);
});

test('administrators write, editors read, users see nothing, and a token of a solution configures nothing', async () => {
  await keyward.api('POST', 'solutions', { body: { name: 'Maps', slug: 'maps' } });
  const tokenOf = async (given: object) =>
    (await keyward.api('POST', 'access-tokens', { body: { name: 'x', ...given } })).json.token;
  const [admin, editor, user, limited] = await Promise.all([
    tokenOf({ role: 'admin' }),
    tokenOf({ role: 'editor' }),
    tokenOf({ role: 'user' }),
    tokenOf({ role: 'admin', solutions: ['maps'] }),
  ]);
  const statuses = async (token: string) => {
    const list = await keyward.api('GET', PATH, { token });
    const make = await keyward.api('POST', PATH, { token, body: explicit({ name: 'By role' }) });
    return [list.status, make.status];
  };
  assert.deepEqual(await statuses(admin), [200, 201]);
  assert.deepEqual(await statuses(editor), [200, 403]);
  assert.deepEqual(await statuses(user), [403, 403]);
  assert.deepEqual(await statuses(limited), [200, 403]);
});

test('a creation that is repeated under its Idempotency-Key is done once, and its record holds no secret', async () => {
  const headers = { 'idempotency-key': 'once' };
  const first = await post(explicit({ name: 'Once' }), headers);
  const again = await post(explicit({ name: 'Once' }), headers);
  assert.deepEqual([first.status, again.status, again.json.id], [201, 201, first.json.id]);
  assert.equal((await post(explicit({ name: 'Twice' }), headers)).json.code, 'idempotency/mismatch');
});

test('the command line seals the secret itself, for the URLs that are said and no others', async () => {
  const file = join(keyward.data, 'client-secret');
  await writeFile(file, `${canary}\n`);
  const env = { KEYWARD_URL: keyward.controlUrl, KEYWARD_TOKEN: await keyward.ownerToken() };
  const pin = ['--broker-key', (await readFile(join(keyward.data, 'broker-key.pub'), 'utf8')).trim()];
  const run = (...args: string[]) => runCli(['oauth-configuration', ...args, ...pin, '--json'], { env });
  const made = ['create', '--key', 'sealed', '--client-id', 'c', '--secret-file', file];
  const refused = await run(...made, '--issuer', server.issuer);
  assert.match(refused.stderr, /credential\/seal-refused/);
  for (const url of [server.tokenUrl, server.revocationUrl]) assert.ok(refused.stderr.includes(url), refused.stderr);
  const done = await run(
    ...made,
    '--issuer',
    server.issuer,
    '--expect-url',
    server.tokenUrl,
    '--expect-url',
    server.revocationUrl,
  );
  assert.equal(done.code, 0, done.stderr);
  assert.equal(JSON.parse(done.stdout).secrets.clientSecret.set, true);
  const moved = await run('update', 'sealed', '--token-url', 'https://login.example/t', '--secret-file', file);
  assert.match(moved.stderr, /credential\/seal-refused/, 'the revocation URL stays, and was not said');
  const said = await run(
    'update',
    'sealed',
    '--token-url',
    'https://login.example/t',
    '--revocation-url',
    'https://login.example/r',
    '--secret-file',
    file,
  );
  assert.deepEqual([said.code, JSON.parse(said.stdout || '{}').tokenUrl], [0, 'https://login.example/t'], said.stderr);
  assert.match((await run('list')).stdout, /"key": "sealed"/);
  assert.equal((await run('delete', 'sealed', '--yes')).code, 0);
});

test('a row that was edited past the broker is reported by doctor', async () => {
  const { id } = (await post(explicit({ key: 'forged' }))).json;
  const sql = `update oauth_configurations set definition = replace(definition, 'login.example/token', 'evil.example/token') where id = ?`;
  assert.equal(edit(keyward.data, sql, id), 1);
  const { code, bad } = await runDoctor(keyward);
  assert.notEqual(code, 0);
  const found = bad.filter((line) => line.includes(id) && line.includes('oauth-configuration/unwitnessed'));
  assert.equal(found.length, 1, bad.join('\n'));
});
