/** Secrets are sealed before anything is sent, and only under a policy that permits nothing beyond what was asked for. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test, { after, before, beforeEach } from 'node:test';
import { open } from '../../server/src/envelope/open.ts';
import type { NewCredential } from './index.ts';
import { assertPolicy } from './policy-check.ts';
import { type FakeApi, leastPolicy, pin, planReply, privateKey, startFakeApi } from './testing/fake-api.ts';

const secret = 'correct-horse';
const fields = { in: 'header', name: 'X-Key' };
const credential: NewCredential = {
  key: 'finnhub',
  type: 'ApiKey',
  baseUrl: 'https://a.example/v1',
  fields,
  secrets: { apiKey: secret },
};
let api: FakeApi;

before(async () => {
  api = await startFakeApi();
});
after(() => api.close());
beforeEach(() => {
  api.seen = [];
  api.replies = [];
});

interface Sent {
  readonly id: string;
  readonly fields: Record<string, string>;
  readonly sealed?: Record<string, string>;
}

function bodies(): Sent[] {
  return api.seen.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body) as Sent);
}

function opened(
  credentialId: string,
  { sealed }: Sent,
  field = 'apiKey',
  policy: object = leastPolicy,
): string | undefined {
  const policyBytes = Buffer.from(JSON.stringify(policy));
  const binding = { organisationId: 'org_1', credentialId, type: 'ApiKey', field, materialVersion: 3, policyBytes };
  const result = open(Buffer.from(sealed?.[field] ?? '', 'base64'), binding, () => privateKey);
  return result.ok ? result.value.reveal().toString() : undefined;
}

test('a new credential is sealed here: no request has the secret, and the broker opens what was sent', async () => {
  api.replies = [planReply(), { body: { id: 'made' } }];
  assert.deepEqual(await api.client({ brokerKey: pin }).credentials.create(credential), { id: 'made' });
  const [asked, made] = bodies();
  assert.equal(JSON.stringify(api.seen).includes(secret), false);
  assert.equal(asked!.id, made!.id);
  assert.equal(opened(made!.id, made!), secret);
});

test('a secret among the fields is found and sealed too', async () => {
  api.replies = [planReply(), {}];
  const misplaced = { ...credential, secrets: {}, fields: { ...fields, apiKey: secret } };
  await api.client({ brokerKey: pin }).credentials.create(misplaced);
  assert.equal(JSON.stringify(api.seen).includes(secret), false);
  assert.deepEqual(bodies()[1]!.fields, fields);
  assert.equal(opened(bodies()[1]!.id, bodies()[1]!), secret);
});

test('each of many is sealed by itself', async () => {
  const items = ['a', 'b'].map((key) => ({ ...credential, key }));
  api.replies = [planReply(), planReply(), { body: { items: [], failed: [] } }];
  await api.client({ brokerKey: pin }).credentials.bulk({ items, onError: 'good' });
  assert.equal(JSON.stringify(api.seen).includes(secret), false);
  const { items: sent, onError } = bodies()[2] as unknown as { items: Sent[]; onError: string };
  assert.equal(onError, 'good');
  assert.deepEqual(
    sent.map((item) => opened(item.id, item)),
    [secret, secret],
  );
  assert.equal(typeof api.seen[2]!.headers['idempotency-key'], 'string');
});

test('one of many that cannot be sealed refuses all, and is named by its place', async () => {
  const refusal = { status: 422, body: { code: 'credential/origin-invalid', title: 'No.' } };
  const items = [{ type: 'Raw', key: 'plain' }, credential];
  api.replies = [refusal];
  await assert.rejects(api.client({ brokerKey: pin }).credentials.bulk({ items }), {
    code: 'credential/origin-invalid',
    message: 'Item 1: No.',
    status: 422,
  });
  assert.equal(api.seen.length, 1);
});

test('all fields of an open type are sealed, unless redactFields names those that are', async () => {
  const policy = { ...leastPolicy, roles: {} };
  const openType = { type: 'Default', fields: { a: secret, b: 'plain' } };
  api.replies = [planReply(policy), {}, planReply(policy), {}];
  await api.client({ brokerKey: pin }).credentials.create(openType);
  await api.client({ brokerKey: pin }).credentials.create({ ...openType, redactFields: ['a'] });
  const [, all, , some] = bodies();
  assert.deepEqual([all!.fields, Object.keys(all!.sealed!)], [{}, ['a', 'b']]);
  assert.deepEqual([some!.fields, Object.keys(some!.sealed!)], [{ b: 'plain' }, ['a']]);
});

test('a replacement is sealed for the credential that the key names already', async () => {
  api.replies = [planReply(leastPolicy, undefined, 'cred_there'), {}];
  await api.client({ brokerKey: pin }).credentials.replace('finnhub', credential);
  const [asked, sent] = bodies();
  assert.equal(asked!.id, undefined);
  assert.equal(sent!.id, 'cred_there');
  assert.equal(opened('cred_there', sent!), secret);
  assert.equal(api.seen[1]!.method, 'PUT');
});

const stored = {
  id: 'cred_there',
  key: 'finnhub',
  type: 'ApiKey',
  baseUrl: 'https://a.example/v1',
  fields: { ...fields, prefix: '' },
  secrets: { apiKey: { set: true, materialVersion: 2 } },
  policy: { ...leastPolicy, roles: { ...leastPolicy.roles, verify: leastPolicy.roles.api } },
  version: 7,
};

test('a change without secrets is sent as it is', async () => {
  await api.client().credentials.update('finnhub', { name: 'New' });
  assert.deepEqual(bodies(), [{ name: 'New' }]);
});

test('a new secret is sealed under the policy as it will be, for the version that was read', async () => {
  api.replies = [{ body: stored }, planReply(), {}];
  const change = { fields: { name: 'X-Other' }, secrets: { apiKey: secret } };
  const policy = { ...leastPolicy, roles: { api: { origins: ['https://a.example'], placements: ['header:x-other'] } } };
  api.replies[1] = planReply(policy);
  const expect = { baseUrl: 'https://a.example' };
  await api.client({ brokerKey: pin }).credentials.update('finnhub', change, { expect });
  const [asked, sent] = bodies();
  assert.deepEqual(asked!.fields, { in: 'header', name: 'X-Other', prefix: '' });
  assert.deepEqual(sent!.fields, { name: 'X-Other' });
  assert.equal(opened('cred_there', sent!, 'apiKey', policy), secret);
  assert.equal(api.seen[2]!.headers['if-match'], '"7"');
});

test('a change without secrets, and one of a field that is not secret, need no word about origins', async () => {
  api.replies = [{ body: stored }, {}];
  await api.client().credentials.update('finnhub', { fields: { prefix: 'Token ' } });
  assert.deepEqual(bodies(), [{ fields: { prefix: 'Token ' } }]);
});

test('a token URL and the origin of a database are asked for by the fields that say them, and no other is taken', () => {
  const policyBytes = (roles: object) => Buffer.from(JSON.stringify({ ...leastPolicy, roles })).toString('base64');
  const jwt = {
    type: 'Jwt',
    baseUrl: 'https://a.example',
    fields: { mode: 'exchange', tokenUrl: 'https://login.example/token' },
  };
  const placements = ['signer:jwt-bearer'];
  const api = { origins: ['https://a.example'], placements };
  const token = (origin: string) => policyBytes({ api, token: { origins: [origin], placements } });
  assert.doesNotThrow(() => assertPolicy(token('https://login.example/token'), jwt));
  for (const origin of ['https://login.example', 'https://a.example', 'https://evil.example/token'])
    assert.throws(() => assertPolicy(token(origin), jwt), { code: 'credential/seal-refused' }, origin);
  const elsewhere = policyBytes({ api: { origins: ['https://login.example/token'], placements } });
  assert.throws(() => assertPolicy(elsewhere, jwt), { code: 'credential/seal-refused' });

  const database = { type: 'Database', fields: { scheme: 'postgres', host: 'db.example', port: '5432' } };
  const reach = (origin: string, tls: string) =>
    policyBytes({ api: { origins: [origin], placements: [`database:${tls}`] } });
  assert.doesNotThrow(() => assertPolicy(reach('postgres://db.example:5432', 'verify-full'), database));
  assert.throws(() => assertPolicy(reach('postgres://db.example:5432', 'disable'), database));
  assert.throws(() => assertPolicy(reach('postgres://evil.example:5432', 'verify-full'), database));
});

const roleWith = (...origins: string[]) => ({
  ...leastPolicy,
  roles: { ...leastPolicy.roles, verify: { origins, placements: [] } },
});

for (const [what, policy] of [
  ['a foreign origin', roleWith('https://evil.example')],
  ['an origin that begins alike', roleWith('https://a.example', 'https://a.example.evil')],
  ['plain HTTP of the same host', roleWith('http://a.example')],
  ['another port', roleWith('https://a.example:8443')],
  ['an origin that is not in its normal form', roleWith('https://a.example/')],
  ['another header', { ...leastPolicy, roles: { api: { origins: [], placements: ['header:x-log'] } } }],
  ['a query parameter', { ...leastPolicy, roles: { api: { origins: [], placements: ['query:X-Key'] } } }],
  ['handing tokens out', { ...leastPolicy, release: ['access-token'] }],
  ['plain HTTP', { ...leastPolicy, plainHttp: 'permitted' }],
  ['cookies of the upstream', { ...leastPolicy, setCookie: 'permitted' }],
  ['WebSockets', { ...leastPolicy, webSocket: 'permitted' }],
  ['no scrubbing', { ...leastPolicy, scrub: 'off' }],
  ['roles without lists', { ...leastPolicy, roles: { api: {} } }],
  ['another version', { ...leastPolicy, version: 2 }],
  ['nothing at all', {}],
  ['null', 'null'],
  ['what is no JSON', 'no JSON'],
] as const) {
  test(`a policy with ${what}, which was not asked for, is refused, and nothing is sealed`, async () => {
    api.replies = [planReply(policy)];
    const creating = api.client({ brokerKey: pin }).credentials.create(credential);
    await assert.rejects(creating, { name: 'KeywardError', code: 'credential/seal-refused' });
    const paths = api.seen.map(({ url }) => url);
    assert.deepEqual(paths, ['/v1/organisations/default/credentials:policy']);
  });
}

test('what was asked for is permitted, in any spelling', async () => {
  const roles = {
    api: {
      origins: ['https://a.example', 'https://b.example'],
      placements: ['header:x-key', 'header:x-two', 'query:T'],
    },
  };
  api.replies = [
    planReply({ ...leastPolicy, roles, scrub: 'off', webSocket: 'permitted', release: ['forward-auth'] }),
    {},
  ];
  await api.client({ brokerKey: pin }).credentials.create({
    ...credential,
    allowedOrigins: ['HTTPS://B.example:443/'],
    policy: {
      placements: ['header:X-Two', 'query:T'],
      scrub: 'off',
      webSocket: 'permitted',
      release: ['forward-auth'],
    },
  });
  assert.equal(api.seen.length, 2);
});

test('without a pinned broker key, or with the key of another broker, nothing is sealed and nothing is stored', async () => {
  api.replies = [planReply()];
  await assert.rejects(api.client().credentials.create(credential), { code: 'config/invalid' });
  api.replies = [planReply(leastPolicy, generateKeyPairSync('ed25519').privateKey)];
  const creating = api.client({ brokerKey: pin }).credentials.create(credential);
  await assert.rejects(creating, { code: 'keys/sealing-key-untrusted' });
  assert.equal(
    api.seen.some(({ url }) => url.endsWith('/credentials')),
    false,
  );
});

test('a client that names its organisation by id seals for no other', async () => {
  api.replies = [planReply()];
  const creating = api.client({ brokerKey: pin, organisation: 'org_2' }).credentials.create(credential);
  await assert.rejects(creating, { code: 'keys/sealing-key-untrusted' });
});

test('every request of a write in a solution names the solution', async () => {
  const client = api.client({ brokerKey: pin });
  const options = { solution: 'maps' };
  const current = { id: 'cred_a', key: 'finnhub', type: 'ApiKey', fields, baseUrl: 'https://a.example/v1', version: 1 };
  const known = { ...current, labels: {}, secrets: { apiKey: { set: true, materialVersion: 2 } } };
  api.replies = [planReply(), {}, planReply(), {}, { body: known }, planReply()];
  await client.credentials.create({ ...credential, shadows: true }, options);
  await client.credentials.replace('finnhub', credential, options);
  await client.credentials.update(
    'finnhub',
    { secrets: { apiKey: secret } },
    { ...options, expect: { baseUrl: known.baseUrl } },
  );
  const paths = api.seen.map(({ method, url }) => `${method} ${url.replace('/v1/organisations/default/', '')}`);
  assert.deepEqual(paths, [
    'POST credentials:policy?solution=maps',
    'POST credentials?solution=maps',
    'POST credentials:policy?solution=maps',
    'PUT credentials/finnhub?solution=maps',
    'GET credentials/finnhub?solution=maps',
    'POST credentials:policy?solution=maps',
    'PATCH credentials/finnhub?solution=maps',
  ]);
});
