/** Whoever shows a token learns what it is and confers: no more than its own record says, and no secret. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newCanary } from './kit/canary.ts';
import { Keyward, runCli } from './kit/keyward.ts';

const canary = newCanary();
let keyward: Keyward;

before(async () => {
  keyward = await Keyward.start();
  const fields = { in: 'header', name: 'X-Api-Key', apiKey: canary };
  const body = { type: 'ApiKey', baseUrl: 'https://api.example.com', fields };
  assert.equal((await keyward.api('PUT', 'credentials/crm', { body })).status, 201);
});
after(() => keyward.close());

async function whoami(token: string) {
  return keyward.fetch(`${keyward.controlUrl}/v1/whoami`, { headers: { authorization: `Bearer ${token}` } });
}

async function issue(body: object) {
  const issued = await keyward.api('POST', 'access-tokens', { body });
  assert.equal(issued.status, 201, issued.text);
  return issued.json;
}

test('a token of an organisation is told its organisation, name, grants, limits and end; without a role it has none', async () => {
  const headers = { authorization: `Bearer ${await keyward.ownerToken()}` };
  const { json: organisation } = await keyward.fetch(`${keyward.controlUrl}/v1/organisations/default`, { headers });
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const grants = [{ credentials: ['crm'], methods: ['GET'], paths: ['/v1/**'] }];
  const { token, ...record } = await issue({ name: 'runner', grants, limits: { perMinute: 60 }, expiresAt });
  const { status, json } = await whoami(token);
  assert.equal(status, 200);
  assert.deepEqual(json, {
    organisation: { id: organisation.id, slug: 'default', name: organisation.name },
    isPlatform: false,
    token: { id: record.id, name: 'runner' },
    grants: record.grants,
    limits: { perMinute: 60 },
    expiresAt,
  });
});

test('a token that is limited to solutions is told which, by slug; one that is gone by its id', async () => {
  const made = [];
  for (const slug of ['shop', 'old']) {
    const { json } = await keyward.api('POST', 'solutions', { body: { name: `The ${slug}`, slug } });
    made.push(json.id);
  }
  const { token } = await issue({ name: 'both', role: 'editor', solutions: ['shop', 'old'] });
  assert.equal((await keyward.api('DELETE', 'solutions/old')).status, 204);
  const { json } = await whoami(token);
  assert.equal(json.role, 'editor');
  const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
  const expected = [{ id: made[0], slug: 'shop', name: 'The shop' }, { id: made[1] }];
  assert.deepEqual(json.solutions.toSorted(byId), expected.toSorted(byId));
});

test('a platform token belongs to no organisation', async () => {
  const { json } = await whoami(await keyward.ownerToken());
  assert.deepEqual([json.organisation, json.isPlatform, json.role], [undefined, true, 'owner']);
});

test('a former value is told when it ends, not when the token does', async () => {
  const { id, token } = await issue({ name: 'rotated', role: 'user' });
  const rotated = await keyward.api('POST', `access-tokens/${id}/rotate`, { body: { overlapSeconds: 600 } });
  assert.equal((await whoami(token)).json.expiresAt, rotated.json.previousValidUntil);
  assert.equal((await whoami(rotated.json.token)).json.expiresAt, undefined);
});

test('a token that is none, or is revoked, is told nothing', async () => {
  const { id, token } = await issue({ name: 'gone', role: 'user' });
  assert.equal((await keyward.api('DELETE', `access-tokens/${id}`)).status, 204);
  for (const shown of [token, `kw_${'x'.repeat(43)}`]) {
    const { status, json } = await whoami(shown);
    assert.deepEqual([status, json.code], [401, 'token/invalid']);
  }
});

test('the command says the same, and whose token it is', async () => {
  const { token } = await issue({ name: 'shown', grants: [{ credentials: ['crm'], methods: ['GET'] }] });
  const env = { KEYWARD_TOKEN: token, KEYWARD_URL: keyward.controlUrl };
  const { code, stdout } = await runCli(['whoami'], { env });
  assert.equal(code, 0);
  for (const line of [
    /^token +shown \(from KEYWARD_TOKEN\)$/m,
    /^acts in +default$/m,
    /^role +none$/m,
    /^grant +crm; GET$/m,
  ]) {
    assert.match(stdout, line);
  }
  assert.deepEqual(await keyward.leaksOf(canary), []);
});
