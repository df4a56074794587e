/**
 * Catalogue 9, 17, 19 and 52: everything that the control API does, and everything that goes wrong in it, with a canary
 * for each secret. Afterwards no answer, log line, audit row, idempotency record or database page holds it, in any
 * encoding, nor a hash by which it could be guessed.
 */
import assert from 'node:assert/strict';
import { createHash, getHashes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import canonicalize from 'canonicalize';
import { findCanary, newCanary } from './kit/canary.ts';
import { rows } from './kit/database.ts';
import { type Answer, Keyward } from './kit/keyward.ts';
import { operations } from './kit/openapi.ts';
import { ownProvider } from './kit/own-provider.ts';
import { startRawUpstream } from './kit/raw.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

const canary = newCanary();
/** So short that whoever has a hash of it has it. */
const pin = '4711';
const seen = new Set<string>();
let keyward: Keyward;
let upstream: Upstream;

before(async () => {
  upstream = await startUpstream(demanding(canary));
  keyward = await Keyward.start();
});
after(async () => {
  await keyward.close();
  await upstream.close();
});

/** A request by the name of its operation; each is noted. */
async function ask(id: string, names: Record<string, string> = {}, body?: unknown, query = ''): Promise<Answer> {
  const { method, path } = operations.find((operation) => operation.id === id)!;
  seen.add(id);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? 'default');
  const authorization = `Bearer ${await keyward.ownerToken()}`;
  const takesKey = method !== 'GET' && !path.includes('access-tokens');
  return keyward.fetch(`${keyward.controlUrl}${filled}${query}`, {
    method,
    headers: {
      authorization,
      ...(takesKey && { 'idempotency-key': `${id}-${seen.size}-${Object.values(names)}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

const apiKey = (extra: object = {}, secret = canary) => ({
  type: 'ApiKey',
  baseUrl: upstream.url,
  fields: { in: 'header', name: 'X-Api-Key', apiKey: secret, testPath: '/me' },
  ...extra,
});
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** @returns one that can be named in both forms of paths: a built-in one too */
async function driveProviders(): Promise<string> {
  assert.equal((await ask('providers.create', {}, ownProvider('stripe'))).status, 201);
  assert.equal((await ask('providers.replace', { provider: 'stripe' }, ownProvider('stripe'))).status, 200);
  const document = {
    openapi: '3.1.0',
    info: { title: 'Import', version: '1' },
    externalDocs: { url: 'https://vendor.example/docs' },
    servers: [{ url: 'https://vendor.example' }],
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    security: [{ key: [] }],
    paths: {},
  };
  const imported = await ask('providers.import', {}, document, '?name=import');
  assert.equal(imported.status, 201, imported.text);
  return 'stripe';
}

async function driveWebhooks(): Promise<{ webhook: string; delivery: string }> {
  const { id: webhook } = (await ask('webhooks.create', {}, { url: `${upstream.url}/hook` })).json;
  assert.equal((await ask('webhooks.update', { webhook }, { description: 'x' })).status, 200);
  assert.equal((await ask('webhooks.rotate', { webhook }, {})).status, 200);
  const { deliveryId } = (await ask('webhooks.test', { webhook })).json;
  return { webhook, delivery: deliveryId };
}

async function driveOAuthConfigurations(): Promise<string> {
  const client = { clientId: 'c', tokenUrl: `${upstream.url}/token`, authorizationUrl: `${upstream.url}/authorize` };
  const fields = { clientSecret: canary };
  assert.equal((await ask('oauthConfigurations.policy', {}, client)).status, 200);
  const { id: configuration } = (await ask('oauthConfigurations.create', {}, { ...client, fields })).json;
  assert.equal((await ask('oauthConfigurations.update', { configuration }, { scopes: ['a'] })).status, 200);
  return configuration;
}

/** A connection that waits for its consent, and a link that leads somebody else to one. */
async function driveConnections(configuration: string): Promise<{ connection: string; connectLink: string }> {
  const made = await ask('connections.create', {}, { configuration, key: 'connected', baseUrl: upstream.url });
  assert.equal(made.status, 201, made.text);
  const connection: string = made.json.id;
  assert.equal((await ask('connections.reconnect', { credential: connection }, {})).status, 200);
  const { id: connectLink } = (await ask('connectLinks.create', {}, { credential: connection })).json;
  const revoked = await ask('connections.revoke', { credential: connection });
  assert.ok(revoked.status < 500, revoked.text);
  return { connection, connectLink };
}

/** A function and a consumer, both of the credential `one`. */
async function driveUsers(solution: string): Promise<Record<string, string>> {
  const named = { function: 'quote', kind: 'flow', externalId: '8f14' };
  const definition = { name: 'quote', credential: 'one', request: { method: 'GET', url: `${upstream.url}/me` } };
  const saved = await ask('functions.replace', { solution, ...named }, definition);
  assert.equal(saved.status, 201, saved.text);
  const dry = await ask('functions.dryRun', { solution, ...named }, { parameters: {} });
  assert.equal(dry.status, 200, dry.text);
  const consumer = await ask('consumers.replace', named, { name: 'Flow', active: true, uses: [{ credential: 'one' }] });
  assert.equal(consumer.status, 201, consumer.text);
  return named;
}

/** People sign in for these: the tests of people, members, the platform and single sign-on drive them and look for leaks, too. */
const OF_PEOPLE =
  /^(auth|sessions|secondFactor|identities|(?:platform)?(?:Members|Invitations|People|IdentityProviders)|members|invitations|solutionMembers|identityProviders)\./;

async function doEverything(): Promise<void> {
  const made = await ask('credentials.create', {}, apiKey({ name: 'Sample' }), '?verify=record');
  assert.deepEqual([made.status, made.json.verification?.verdict], [201, 'accepted'], made.text);
  const credential: string = made.json.id;
  const bulk = [
    apiKey({ key: 'one' }),
    { type: 'Raw', data: { raw: base64(canary) } },
    { type: 'Default', fields: { pin } },
  ];
  assert.equal((await ask('credentials.bulk', {}, { items: bulk })).json.items.length, 3);
  assert.equal((await ask('credentials.replace', { credential: 'two' }, apiKey())).status, 201);
  assert.equal((await ask('credentials.replace', { credential: 'pin' }, apiKey({}, pin))).status, 201);
  assert.equal(
    (await ask('credentials.update', { credential }, { fields: { apiKey: canary }, name: 'Other' })).status,
    200,
  );
  assert.equal((await ask('credentials.verify', { credential })).json.verification.verdict, 'accepted');
  assert.equal((await ask('credentials.try', {}, apiKey())).json.verdict, 'accepted');
  assert.equal((await ask('credentials.preview', { credential }, { path: '/me' })).status, 200);
  assert.equal((await ask('credentials.policy', {}, { type: 'ApiKey', baseUrl: upstream.url })).status, 200);
  const token = await keyward.tokenFor('*');
  assert.equal((await keyward.call('/one/echo', { token })).status, 200);
  assert.equal((await ask('credentials.remove', { credential: 'two' })).status, 204);
  const slug = (await ask('organisations.create', {}, { name: 'Acme' })).json.slug;
  assert.equal((await ask('settings.update', { organisation: slug }, { injectRejected: true })).status, 200);
  for (const group of ['accessTokens', 'platformAccessTokens']) {
    const { id: accessToken } = (await ask(`${group}.create`, {}, { name: 'token', role: 'user' })).json;
    for (const verb of ['get', 'list']) assert.equal((await ask(`${group}.${verb}`, { accessToken })).status, 200);
    assert.equal((await ask(`${group}.update`, { accessToken }, { name: 'renamed' })).status, 200);
    assert.equal((await ask(`${group}.rotate`, { accessToken }, {})).status, 200);
    assert.equal((await ask(`${group}.remove`, { accessToken })).status, 204);
  }
  const { id: solution } = (await ask('solutions.create', {}, { name: 'Shop', slug: 'shop' })).json;
  assert.equal((await ask('solutions.update', { solution }, { name: 'Store' })).status, 200);
  const provider = await driveProviders();
  const { webhook, delivery } = await driveWebhooks();
  const configuration = await driveOAuthConfigurations();
  const { connection, connectLink } = await driveConnections(configuration);
  const used = await driveUsers(solution);
  assert.equal((await ask('solutions.copy', { solution }, { slug: 'copied' })).status, 201);
  const left = operations.filter(({ id, method }) => method === 'GET' && !seen.has(id) && !OF_PEOPLE.test(id));
  const places = { solution, provider, webhook, configuration, connectLink, ...used, type: 'ApiKey' };
  for (const { id } of left)
    assert.equal(
      (await ask(id, { ...places, credential: id.startsWith('connections.') ? connection : credential })).status,
      200,
      id,
    );
  assert.equal((await ask('credentials.moveUsages', { credential: 'one' }, { with: 'sample' })).status, 200);
  for (const id of ['consumers.remove', 'functions.remove']) {
    assert.equal((await ask(id, { solution, ...used })).status, 204, id);
  }
  assert.equal((await ask('webhooks.replay', { webhook, delivery })).status, 202);
  assert.equal((await ask('webhooks.remove', { webhook })).status, 204);
  assert.equal((await ask('connectLinks.remove', { connectLink })).status, 204);
  assert.equal((await ask('credentials.remove', { credential: connection })).status, 204);
  assert.equal((await ask('oauthConfigurations.remove', { configuration })).status, 204);
  assert.equal((await ask('providers.remove', { provider: 'import' })).status, 204);
  assert.equal((await ask('solutions.remove', { solution })).status, 204);
  const undone = operations.filter(({ id }) => !seen.has(id) && !OF_PEOPLE.test(id)).map(({ id }) => id);
  assert.deepEqual(undone, [], 'every operation of the document is driven');
}

/** The secret where it does not belong: in each member, in the path, the query, the headers and in broken JSON. */
async function pasteEverywhere(): Promise<void> {
  for (const member of ['type', 'key', 'id', 'baseUrl', 'expiresAt', 'unknown']) {
    assert.ok((await ask('credentials.create', {}, apiKey({ [member]: canary }))).status >= 400, member);
  }
  for (const fields of [{ apiKey: `${canary}\n` }, { name: canary, apiKey: canary }]) {
    assert.ok((await ask('credentials.create', {}, { type: 'ApiKey', fields })).status >= 400);
  }
  assert.equal((await ask('credentials.create', {}, `{"type":"ApiKey","fields":{"apiKey":"${canary}`)).status, 400);
  const pasted = encodeURIComponent(canary);
  assert.equal((await ask('credentials.get', { credential: pasted })).status, 404);
  for (const name of ['cursor', 'sort', 'status', 'limit', canary]) {
    assert.equal((await ask('credentials.list', {}, undefined, `?${encodeURIComponent(name)}=${pasted}`)).status, 422);
  }
  assert.equal((await ask('credentials.list', {}, undefined, `?search=${pasted}`)).json.items.length, 0);
  const headers = { 'if-match': canary };
  assert.equal((await keyward.api('PATCH', 'credentials/one', { body: { name: 'x' }, headers })).status, 422);
  assert.equal((await keyward.api('GET', 'credentials', { token: canary })).status, 401);
  assert.ok((await keyward.call(`/${pasted}/quote`, { token: canary })).status >= 400);
}

test('catalogue 17: whatever is done, the canary is in no answer, log line, audit row or database page', async () => {
  await doEverything();
  await pasteEverywhere();
  assert.deepEqual(await keyward.leaksOf(canary), []);
  for (const table of ['audit', 'idempotency', 'credentials', 'changes', 'credential_search', 'material']) {
    assert.equal(findCanary(JSON.stringify(rows(keyward.data, `select * from ${table}`)), canary), undefined, table);
  }
  // What is searched finds what is there: a name, an answer, and an address of the upstream.
  assert.notDeepEqual(await keyward.leaksOf('Sample'), []);
});

test('catalogue 9: CR, LF, NUL and what is not Latin-1 are refused where their place cannot carry them, by all ways in', async () => {
  for (const bad of ['\r', '\n', '\0', 'ł', '\u2028']) {
    const secret = `${canary}${bad}x`;
    const data = { in: base64('header'), name: base64('X-Key'), apiKey: base64(secret) };
    const { fields: _, ...rest } = apiKey();
    for (const answer of [
      await keyward.api('POST', 'credentials', { body: apiKey({}, secret) }),
      await keyward.api('POST', 'credentials', { body: { ...rest, data } }),
      await keyward.api('PATCH', 'credentials/one', { body: { fields: { apiKey: secret } } }),
    ]) {
      assert.deepEqual([answer.status, answer.json.code], [422, 'credential/unsendable-value'], JSON.stringify(bad));
      assert.equal(findCanary(answer.text, canary), undefined);
    }
    const bulk = await keyward.api('POST', 'credentials:bulk', { body: { items: [apiKey({}, secret)] } });
    assert.equal(bulk.json.items[0].problem.code, 'credential/unsendable-value');
  }
  // Where no place in a request is concerned, any bytes are a secret.
  const raw = { type: 'Raw', data: { raw: base64(`${canary}\r\n\0ł`) } };
  assert.equal((await keyward.api('POST', 'credentials', { body: raw })).status, 201);
});

// Answers of token endpoints join this line with OAuth.
test('catalogue 19: a malformed answer of an upstream is quoted nowhere', async () => {
  const quoted = canary.replaceAll('"', '');
  const broken = [
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${quoted.length + 2}\r\n\r\n{"${quoted}`,
    `HTTP/1.1 ${quoted} OK\r\n\r\n`,
    `HTTP/1.1 200 OK\r\n${quoted}\r\n\r\n`,
    `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${quoted}\r\n`,
    quoted,
  ];
  // Some are waited for until their time is over, and all at once.
  const trying = broken.map(async (answer, index) => {
    const upstream = await startRawUpstream(answer);
    const key = `broken-${index}`;
    await keyward.api('PUT', `credentials/${key}`, { body: apiKey({ baseUrl: upstream.url }, 'another secret') });
    const verified = await keyward.api('POST', `credentials/${key}/verify`);
    assert.deepEqual([verified.status, verified.json.verification?.verdict], [200, 'unverified'], verified.text);
    assert.equal(findCanary(verified.text, quoted), undefined);
    await upstream.close();
  });
  await Promise.all(trying);
  assert.deepEqual(await keyward.leaksOf(quoted), []);
});

test('catalogue 52: no hash of a secret is in any record or page, so that not even a PIN can be guessed', async () => {
  const bodies = [apiKey(), apiKey({}, pin), { type: 'Default', fields: { pin } }];
  const texts = [canary, pin].flatMap((secret) => [secret, base64(secret), JSON.stringify(secret)]);
  const inputs = [...texts, ...bodies.flatMap((body) => [JSON.stringify(body), canonicalize(body)!])];
  const algorithms = getHashes().filter((name) => /^(md5|sha1|sha224|sha256|sha384|sha512|blake2)/i.test(name));
  const hashes = inputs.flatMap((input) => algorithms.map((name) => createHash(name).update(input).digest()));
  const forms = hashes.flatMap((hash) => [
    hash,
    Buffer.from(hash.toString('hex')),
    Buffer.from(hash.toString('base64')),
  ]);
  for (const name of (await readdir(keyward.data)).filter((file) => file.startsWith('keyward.sqlite'))) {
    const pages = await readFile(join(keyward.data, name));
    assert.ok(!forms.some((form) => pages.includes(form)), name);
  }
  assert.ok(rows(keyward.data, 'select * from idempotency').length > 3);
});

test('catalogue 52: what an idempotency record knows of a request is the same whatever its secrets are', async () => {
  const fingerprints = new Set<string>();
  for (const [index, secret] of [canary, pin, 'x', `${canary}${pin}`].entries()) {
    const headers = { 'idempotency-key': `guess-${index}` };
    const made = await keyward.api('POST', 'credentials', { body: apiKey({ owner: 'same' }, secret), headers });
    assert.equal(made.status, 201, made.text);
    const [kept] = rows(keyward.data, 'select * from idempotency where key = ?', `guess-${index}`);
    fingerprints.add(kept.fingerprint);
  }
  assert.equal(fingerprints.size, 1);
});
