/** Access tokens through the API: issued once, bound to ids, refused with nothing left behind, revoked. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hashAccessToken, isAccessToken } from '../../domain/access-token.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { assertRefused, type ControlFixture, startControl } from '../testing/control-fixture.ts';

let control: ControlFixture;
let credentialId: string;
before(async () => {
  control = await startControl();
  const body = { type: 'ApiKey', baseUrl: 'https://api.example', fields: { apiKey: 'a-secret-value' } };
  credentialId = (await control.request({ method: 'PUT', path: 'credentials/finnhub', body })).body.id;
});
after(() => control.close());

const issue = (body: object, token?: string) =>
  control.request({ method: 'POST', path: 'access-tokens', body, ...(token && { token }) });
const grant = (extra: object) => ({ name: 'runner', grants: [{ credentials: ['finnhub'], ...extra }] });

test('a token is shown once, its exact keys bound to ids, its methods in upper case', async () => {
  const { status, body } = await issue(grant({ methods: ['get', 'GET'], paths: ['/v1/**'] }));
  assert.equal(status, 201);
  assert.ok(isAccessToken(body.token));
  assert.deepEqual(body.grants, [
    { credentials: ['finnhub'], ids: { finnhub: credentialId }, methods: ['GET'], paths: ['/v1/**'] },
  ]);
  assert.equal(body.state, 'active');
  const read = await control.request({ path: `access-tokens/${body.id}` });
  const list = await control.request({ path: 'access-tokens' });
  const hash = hashAccessToken(body.token);
  for (const text of [read.text, list.text, control.log.join('')]) {
    for (const form of [body.token, hash.toString('hex'), hash.toString('base64'), '"hash"', '"witness"']) {
      assert.ok(!text.includes(form));
    }
  }
});

test('bad grants answer their code and change nothing', async () => {
  const rows: [object, string][] = [
    [{ name: 'idle' }, 'request/invalid'],
    [{ name: 'x', role: 'root' }, 'request/invalid'],
    [{ name: 'x', grants: [{ credentials: ['unknown'] }] }, 'credential/not-found'],
    [{ name: 'x', grants: [{ credentials: [newId('cred')] }] }, 'credential/not-found'],
    [{ name: 'x', grants: [{ credentials: ['A*'] }] }, 'request/invalid'],
    [{ name: 'x', grants: [{ credentials: [] }] }, 'request/invalid'],
    [grant({ methods: ['CONNECT'] }), 'request/invalid'],
    [grant({ methods: ['GE T'] }), 'request/invalid'],
    [grant({ paths: ['/a/../b'] }), 'request/invalid'],
    [grant({ paths: ['v1'] }), 'request/invalid'],
    [grant({ expiresAt: '2020-01-01T00:00:00Z' }), 'request/invalid'],
    [{ ...grant({}), expiresAt: '2020-01-01T00:00:00Z' }, 'request/invalid'],
  ];
  for (const [body, code] of rows) {
    await assertRefused(control, { method: 'POST', path: 'access-tokens', body }, code);
  }
});

test('what the broker will not admit leaves no token and no entry of its creation', async () => {
  control.broker.refuse.set('admitAccessToken', new Problem('grant/exceeded'));
  const body = { name: 'greedy', role: 'owner' };
  await assertRefused(
    control,
    { method: 'POST', path: 'access-tokens', body, token: control.tokens.editor },
    'grant/exceeded',
  );
  control.broker.refuse.clear();
  const { body: audit } = await control.request({ path: 'audit?action=access-token.create&limit=1' });
  assert.deepEqual([audit.items[0].outcome, audit.items[0].code], ['refused', 'grant/exceeded']);
});

test('a token is revoked once and stays in the list', async () => {
  const { body } = await issue({ name: 'short', role: 'user' });
  const path = `access-tokens/${body.id}`;
  assert.equal((await control.request({ method: 'DELETE', path })).status, 204);
  assert.equal((await control.request({ method: 'DELETE', path })).body.code, 'token/not-found');
  assert.equal((await control.request({ path })).body.state, 'revoked');
});

test('an editor revokes what it has issued, and an admin nothing of an owner', async () => {
  const { body: owners } = await issue({ name: 'o', role: 'owner' });
  const { body: editors } = await issue(grant({}), control.tokens.editor);
  const end = (id: string, token: string) => ({ method: 'DELETE' as const, path: `access-tokens/${id}`, token });
  await assertRefused(control, end(owners.id, control.tokens.editor), 'token/forbidden');
  const answer = await assertRefused(control, end(owners.id, control.tokens.admin), 'token/forbidden');
  assert.deepEqual(answer.body.roles, ['owner']);
  assert.equal((await control.request(end(editors.id, control.tokens.editor))).status, 204);
});
