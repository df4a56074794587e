/**
 * The life of an access token: rotated, used, renamed, listed, expired and revoked, on both planes of two nodes on one
 * database, SQLite and PostgreSQL.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { isRefused, Platform } from './kit/platform.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { until } from './kit/until.ts';

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`access tokens on ${dialect}`, () => {
    let platform: Platform;

    before(async () => {
      platform = await Platform.start(dialect === 'PostgreSQL' ? await postgres.createDatabase() : undefined);
      for (const slug of ['acme', 'globex'] as const) await platform.addCustomer(slug);
    });
    after(() => platform.close());

    test('a rotated token keeps its record and grants; its former value ends at once, on both planes and nodes', async () => {
      const { id, token } = await platform.issue('organisations/acme', {
        name: 'r',
        grants: [{ credentials: ['shared'] }],
      });
      assert.equal((await platform.other.call('/shared/quote', { token })).status, 200);
      const rotated = await platform.ask('POST', `organisations/acme/access-tokens/${id}/rotate`, { body: {} });
      assert.equal(rotated.status, 200, rotated.text);
      assert.equal(rotated.json.id, id);
      assert.notEqual(rotated.json.token, token);
      assert.equal(await isRefused(platform.node, token), true);
      await until(() => isRefused(platform.other, token));
      for (const at of [platform.node, platform.other]) {
        assert.equal((await at.call('/shared/quote', { token: rotated.json.token })).status, 200);
      }
    });

    test('with an overlap the former value stays valid until then and no longer', async () => {
      const { id, token } = await platform.issue('organisations/acme', {
        name: 'o',
        grants: [{ credentials: ['shared'] }],
      });
      const path = `organisations/acme/access-tokens/${id}/rotate`;
      assert.equal((await platform.ask('POST', path, { body: { overlapSeconds: 3601 } })).status, 422);
      const rotated = await platform.ask('POST', path, { body: { overlapSeconds: 5 } });
      const end = Date.parse(rotated.json.previousValidUntil);
      for (const value of [token, rotated.json.token]) {
        for (const at of [platform.node, platform.other])
          assert.equal((await at.call('/shared/quote', { token: value })).status, 200);
      }
      await delay(end - Date.now() + 250);
      for (const at of [platform.node, platform.other]) {
        assert.equal(await isRefused(at, token), true);
        assert.equal((await at.call('/shared/quote', { token: rotated.json.token })).status, 200);
      }
    });

    test('nobody rotates a token of a higher role, nor one that has ended', async () => {
      const editor = (await platform.issue('organisations/acme', { name: 'e', role: 'editor' })).token;
      const { id } = await platform.issue('organisations/acme', { name: 'high', role: 'owner' });
      const path = `organisations/acme/access-tokens/${id}`;
      const refused = await platform.ask('POST', `${path}/rotate`, { body: {}, token: editor });
      assert.equal(refused.json.code, 'token/forbidden');
      await platform.ask('DELETE', path);
      assert.equal((await platform.ask('POST', `${path}/rotate`, { body: {} })).json.code, 'token/ended');
    });

    test('of two rotations at once each that succeeds is the last, and a loser changes nothing', async () => {
      const { id } = await platform.issue('organisations/acme', { name: 'race', role: 'user' });
      const path = `organisations/acme/access-tokens/${id}/rotate`;
      const answers = await Promise.all([1, 2, 3, 4].map(() => platform.ask('POST', path, { body: {} })));
      const won = answers.filter(({ status }) => status === 200);
      assert.ok(won.length >= 1);
      for (const { status, json } of answers) assert.ok(status === 200 || json.code === 'token/ended');
      const valid = await Promise.all(won.map(async ({ json }) => !(await isRefused(platform.node, json.token))));
      assert.equal(valid.filter(Boolean).length, 1);
    });

    test('the last use of a token is on record, on either plane', async () => {
      const { id, token } = await platform.issue('organisations/acme', { name: 'u', role: 'user' });
      const lastUsedAt = async () =>
        (await platform.ask('GET', `organisations/acme/access-tokens/${id}`)).json.lastUsedAt;
      assert.equal(await lastUsedAt(), undefined);
      await platform.ask('GET', 'organisations', { token });
      await until(async () => (await lastUsedAt()) !== undefined);
      const first = await lastUsedAt();
      await platform.other.call('/shared/quote', { token });
      await until(async () => (await lastUsedAt()) > first);
    });

    test('tokens are listed by state, renamed, and named so in the list', async () => {
      const active = await platform.issue('organisations/globex', { name: 'a', role: 'user' });
      const revoked = await platform.issue('organisations/globex', { name: 'r', role: 'user' });
      const expiresAt = new Date(Date.now() + 400).toISOString();
      const expired = await platform.issue('organisations/globex', { name: 'e', role: 'user', expiresAt });
      const path = `organisations/globex/access-tokens`;
      await platform.ask('DELETE', `${path}/${revoked.id}`);
      await platform.ask('PATCH', `${path}/${active.id}`, { body: { name: 'renamed' } });
      assert.equal((await platform.ask('PATCH', `${path}/${active.id}`, { body: { role: 'owner' } })).status, 422);
      await until(() => isRefused(platform.other, expired.token));
      const idsOf = async (state: string) =>
        (await platform.ask('GET', `${path}?state=${state}`)).json.items.map(({ id }: { id: string }) => id);
      assert.deepEqual(await idsOf('revoked'), [revoked.id]);
      assert.deepEqual(await idsOf('expired'), [expired.id]);
      const names = (await platform.ask('GET', `${path}?state=active`)).json.items.map(
        ({ name }: { name: string }) => name,
      );
      assert.deepEqual(names, ['renamed', 'owner']);
    });
  });
}
