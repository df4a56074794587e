/** The life of a credential through the API: create, read, change, replace, verify, delete. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type ControlFixture, startControl, type TestAnswer } from '../testing/control-fixture.ts';

const SECRET = 'canary-secret-4d1c';
const body = (extra: object = {}, fields: object = {}) => ({
  type: 'ApiKey',
  baseUrl: 'https://api.example/v1',
  fields: { name: 'X-Token', apiKey: SECRET, ...fields },
  ...extra,
});

let control: ControlFixture;
const seen: string[] = [];
before(async () => {
  control = await startControl();
});
beforeEach(async () => {
  await control.store.transaction(async (transaction) => {
    await transaction.deleteFrom('credentials').execute();
    await transaction.deleteFrom('material').execute();
  });
});
after(async () => {
  const audit = await control.store.read.selectFrom('audit').selectAll().execute();
  const everything = [...seen, ...control.log, JSON.stringify(audit), JSON.stringify(await control.tables())].join(
    '\n',
  );
  for (const form of [SECRET, Buffer.from(SECRET).toString('base64'), Buffer.from(SECRET).toString('hex')]) {
    assert.ok(!everything.includes(form), 'a secret was answered, logged, recorded or stored in the clear');
  }
  await control.close();
});

async function send(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  sent?: unknown,
  headers = {},
): Promise<TestAnswer> {
  const answer = await control.request({ method, path, body: sent, headers });
  seen.push(answer.text, JSON.stringify(answer.headers));
  return answer;
}

async function materialVersions(): Promise<number[]> {
  const rows = await control.store.read.selectFrom('material').selectAll().execute();
  for (const { witness } of rows) assert.ok(witness, 'a row is left without a witness');
  return rows.map((row) => row.material_version);
}

test('a created credential shows its fields and defaults, that its secret is set, and its policy', async () => {
  const {
    status,
    body: made,
    headers,
  } = await send('POST', 'credentials', body({ name: 'Acme Préprod', labels: { a: 'b' } }));
  assert.equal(status, 201);
  assert.equal(headers.etag, '"1"');
  assert.equal(made.key, 'acme-preprod');
  assert.deepEqual(made.fields, { in: 'header', name: 'X-Token', prefix: '' });
  assert.equal(made.data.name, Buffer.from('X-Token').toString('base64'));
  assert.deepEqual(made.secrets, { apiKey: { set: true, materialVersion: 1 } });
  assert.deepEqual([made.status, made.usable, made.verification.verdict], ['valid', true, 'unverified']);
  assert.deepEqual(made.policy.roles.api, { origins: ['https://api.example'], placements: ['header:x-token'] });
  assert.deepEqual(made.policy.fields, { apiKey: ['api', 'verify'] });
  assert.deepEqual((await send('GET', `credentials/${made.id}`)).body, made);
  assert.deepEqual((await send('GET', 'credentials/acme-preprod')).body, made);
});

test('data in base64 and fields in plain text mean the same', async () => {
  const data = { name: Buffer.from('X-Token').toString('base64'), apiKey: Buffer.from(SECRET).toString('base64') };
  const { body: made } = await send('POST', 'credentials', { type: 'ApiKey', baseUrl: 'https://api.example', data });
  assert.deepEqual([made.status, made.fields.name, made.secrets.apiKey.set], ['valid', 'X-Token', true]);
});

test('a missing required field makes it incomplete, a broken rule invalid; both are stored and not usable', async () => {
  const incomplete = await send('POST', 'credentials', { type: 'ApiKey', fields: {} });
  assert.deepEqual([incomplete.status, incomplete.body.status, incomplete.body.usable], [201, 'incomplete', false]);
  assert.deepEqual(incomplete.body.errors, [{ path: '/fields/apiKey', message: 'is required' }]);
  const invalid = await send('POST', 'credentials', {
    type: 'BasicAuth',
    fields: { username: 'a:b', password: SECRET },
  });
  assert.deepEqual([invalid.status, invalid.body.status, invalid.body.reason], [201, 'invalid', 'credential/invalid']);
  const mended = await send('PATCH', `credentials/${invalid.body.id}`, { fields: { username: 'ab' } });
  assert.deepEqual([mended.body.status, mended.body.errors, mended.body.version], ['valid', [], 2]);
});

test('a derived key that is taken gives way to -2 and so on, also for many at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send('POST', 'credentials', body({ name: 'Acme' }))),
  );
  const keys = answers.map((answer) => answer.body.key).sort();
  assert.deepEqual(keys, ['acme', 'acme-2', 'acme-3', 'acme-4', 'acme-5', 'acme-6', 'acme-7', 'acme-8']);
});

test('a patch merges, keeps the secret, and null removes', async () => {
  await send(
    'PUT',
    'credentials/a',
    body({ name: 'A', description: 'd', policy: { scrub: 'off', placements: ['query:t'] } }),
  );
  const { body: patched } = await send('PATCH', 'credentials/a', {
    name: null,
    owner: 'o',
    fields: { prefix: 'Bearer ', testPath: '/me' },
  });
  assert.deepEqual([patched.name, patched.description, patched.owner, patched.version], [undefined, 'd', 'o', 2]);
  assert.deepEqual(patched.fields, { in: 'header', name: 'X-Token', prefix: 'Bearer ', testPath: '/me' });
  assert.deepEqual(patched.secrets.apiKey, { set: true, materialVersion: 1 });
  assert.equal(patched.policy.scrub, 'off');
  const { body: removed } = await send('PATCH', 'credentials/a', { fields: { testPath: null } });
  assert.equal(removed.fields.testPath, undefined);
});

test('a new secret is a new material version, the old one is destroyed, and the verdict starts over', async () => {
  await send('PUT', 'credentials/a', body());
  const verified = await send('POST', 'credentials/a/verify');
  assert.deepEqual([verified.body.verification.verdict, verified.body.version], ['accepted', 1]);
  assert.equal((await send('PATCH', 'credentials/a', { owner: 'o' })).body.verification.verdict, 'accepted');
  const { body: rotated } = await send('PATCH', 'credentials/a', { fields: { apiKey: `${SECRET}-2` } });
  assert.deepEqual([rotated.secrets.apiKey.materialVersion, rotated.version], [2, 3]);
  assert.equal(rotated.verification.verdict, 'unverified');
  assert.deepEqual(await materialVersions(), [2]);
});

test('a change of the policy is taken together with every secret, and keeps the choices made before', async () => {
  await send(
    'PUT',
    'credentials/a',
    body({ policy: { placements: ['query:t'], release: ['forward-auth'], webSocket: 'permitted' } }),
  );
  const moved = await send('PATCH', 'credentials/a', { baseUrl: 'https://new.example', fields: { apiKey: SECRET } });
  assert.deepEqual(moved.body.policy.roles.api, {
    origins: ['https://new.example'],
    placements: ['header:x-token', 'query:t'],
  });
  assert.deepEqual(moved.body.policy.roles.verify.placements, ['header:x-token']);
  assert.deepEqual([moved.body.policy.release, moved.body.policy.webSocket], [['forward-auth'], 'permitted']);
  const refused = await send('PATCH', 'credentials/a', {
    policy: { webSocket: 'refused' },
    fields: { apiKey: SECRET },
  });
  assert.deepEqual([refused.status, 'webSocket' in refused.body.policy], [200, false]);
});

test('a replacement is idempotent, removes what it leaves out, and keeps the secret', async () => {
  const first = await send('PUT', 'credentials/a', body({ name: 'A', owner: 'o' }));
  assert.equal(first.status, 201);
  const state = { type: 'ApiKey', baseUrl: 'https://api.example/v1', fields: { name: 'X-Token' }, name: 'A' };
  const second = await send('PUT', 'credentials/a', state);
  assert.deepEqual([second.status, second.body.version, second.body.owner], [200, 2, undefined]);
  const third = await send('PUT', 'credentials/a', state);
  assert.deepEqual(
    [third.status, third.body.version, third.body.secrets.apiKey],
    [200, 2, { set: true, materialVersion: 1 }],
  );
});

test('many replacements at once under one key make one credential', async () => {
  const answers = await Promise.all(
    Array.from({ length: 4 }, (_, n) => send('PUT', 'credentials/a', body({ owner: `o${n}` }))),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 200, 201]);
  assert.equal((await materialVersions()).length, 1);
});

test('a write overtaken by another is repeated without If-Match and refused with it', async () => {
  await send('PUT', 'credentials/a', body());
  const overtake = () => {
    control.broker.beforeAdmission = async () => {
      control.broker.beforeAdmission = async () => {};
      await send('PATCH', 'credentials/a', { owner: 'meanwhile', fields: { apiKey: `${SECRET}-meanwhile` } });
    };
  };
  overtake();
  const repeated = await send('PATCH', 'credentials/a', { fields: { apiKey: SECRET } });
  assert.deepEqual([repeated.status, repeated.body.version, repeated.body.owner], [200, 3, 'meanwhile']);
  overtake();
  await send('PATCH', 'credentials/a', { owner: 'before' });
  const refused = await send('PATCH', 'credentials/a', { fields: { apiKey: SECRET } }, { 'if-match': '"4"' });
  assert.equal(refused.body.code, 'credential/stale');
  assert.equal((await materialVersions()).length, 1);
});

test('deleting destroys the material, leaves a record in the list of deleted ones, and is done once', async () => {
  const { body: made } = await send('PUT', 'credentials/a', body());
  assert.equal((await send('DELETE', 'credentials/a?force=true')).status, 204);
  assert.deepEqual(await materialVersions(), []);
  for (const reference of ['a', made.id]) {
    assert.equal((await send('DELETE', `credentials/${reference}`)).body.code, 'credential/not-found');
    assert.equal((await send('GET', `credentials/${reference}`)).body.code, 'credential/not-found');
  }
  const listed = await send('GET', 'credentials?status=deleted');
  assert.deepEqual([listed.body.items[0].id, listed.body.items[0].secrets.apiKey.set], [made.id, false]);
  assert.deepEqual((await send('GET', 'credentials')).body.items, []);
  const successor = await send('PUT', 'credentials/a', body());
  assert.equal(successor.status, 201);
  assert.notEqual(successor.body.id, made.id);
});

test('an expired credential is not usable and not changed', async () => {
  await send('PUT', 'credentials/a', body({ expiresAt: '2026-01-01T00:00:01+00:00' }));
  control.now += 2_000;
  assert.equal((await send('GET', 'credentials/a')).body.reason, 'credential/expired');
  assert.equal((await send('PATCH', 'credentials/a', { expiresAt: null })).body.code, 'credential/expired');
  control.now -= 2_000;
});

test('verify=record answers the verdict, and a failure to try leaves the write in place', async () => {
  const triable = body({}, { testPath: '/me' });
  const tried = await send('POST', 'credentials?verify=record', triable);
  assert.deepEqual([tried.status, tried.body.verification.verdict], [201, 'accepted']);
  const { Problem } = await import('../../domain/problem.ts');
  control.broker.refuse.set('verify', new Problem('broker/unavailable'));
  const untried = await send('POST', 'credentials?verify=record', triable);
  control.broker.refuse.clear();
  assert.deepEqual([untried.status, untried.body.verification.verdict], [201, 'unverified']);
});

test('a plan for sealing names what plain secrets would be sealed with, and the next versions', async () => {
  const { body: made } = await send('PUT', 'credentials/a', body());
  const asked = { ...body({ key: 'a' }), fields: { name: 'X-Token' } };
  const { body: plan } = await send('POST', 'credentials:policy', asked);
  const [row] = await control.store.read.selectFrom('material').selectAll().execute();
  assert.equal(plan.policyBytes, Buffer.from(row!.policy).toString('base64'));
  assert.deepEqual([plan.id, plan.materialVersions], [made.id, { apiKey: 2 }]);
  assert.deepEqual(plan.policy, made.policy);
  assert.equal(plan.sealingKey.kid, (await send('GET', 'sealing-key')).body.kid);
  const secret = await control.request({ method: 'POST', path: 'credentials:policy', body: body() });
  assert.equal(secret.body.code, 'request/invalid');
});

test('a list pages, filters and leaves policies out', async () => {
  for (const key of ['a', 'b', 'c']) await send('PUT', `credentials/${key}`, body());
  const first = await send('GET', 'credentials?limit=2&type=ApiKey');
  const second = await send('GET', `credentials?limit=2&type=ApiKey&cursor=${first.body.nextCursor}`);
  assert.deepEqual([...first.body.items, ...second.body.items].map(({ key }) => key).sort(), ['a', 'b', 'c']);
  assert.equal(first.body.items[0].policy, undefined);
  assert.equal(second.body.nextCursor, undefined);
});
