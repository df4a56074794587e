/** The audit log over a whole process: who did what with which secret, without the secret, and searchable. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openStore } from '../src/store/open-store.ts';
import { findCanary, newCanary } from './kit/canary.ts';
import { Keyward } from './kit/keyward.ts';
import { startPostgres, type TestPostgres } from './kit/postgres.ts';
import { demanding, startUpstream, type Upstream } from './kit/upstream.ts';

// biome-ignore lint/suspicious/noExplicitAny: entries of every shape
type Entry = any;

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`the audit log on ${dialect}`, () => {
    const canary = newCanary();
    let upstream: Upstream;
    let keyward: Keyward;
    let database: string | undefined;

    before(async () => {
      upstream = await startUpstream(demanding(canary));
      database = dialect === 'PostgreSQL' ? await postgres.createDatabase() : undefined;
      keyward = await Keyward.start(database ? { database } : {});
    });
    after(async () => {
      await upstream.close();
      assert.deepEqual(await keyward.leaksOf(canary), []);
      await keyward.stop();
      await assertNoRowHolds(canary);
      await keyward.close();
    });

    async function assertNoRowHolds(secret: string): Promise<void> {
      const store = await openStore({ url: database ?? `sqlite:${join(keyward.data, 'keyward.sqlite')}` });
      const entries = await store.read.selectFrom('audit').selectAll().execute();
      await store.close();
      assert.ok(entries.length > 20);
      assert.equal(findCanary(JSON.stringify(entries), secret), undefined);
      assert.equal(
        entries.find((row) => findCanary(row.details, secret) !== undefined),
        undefined,
      );
    }

    const audit = async (query: string): Promise<Entry[]> => (await keyward.api('GET', `audit?${query}`)).json.items;
    const body = (changes: object = {}) => ({
      type: 'ApiKey',
      baseUrl: upstream.url,
      fields: { in: 'header', name: 'X-Api-Key', apiKey: canary, testPath: '/me' },
      ...changes,
    });

    test('each write says who did it, from where, and what changed; of a secret only that it did', async () => {
      const made = await keyward.api('PUT', 'credentials/crm?verify=skip', {
        body: body({ name: 'CRM', labels: { customer: 'a' } }),
      });
      assert.equal(made.status, 201, made.text);
      const [created] = await audit('subject=crm&outcome=done');
      assert.match(created.actor, /^tok_/);
      assert.deepEqual([created.actorName, created.actorRole, created.address], ['owner', 'owner', '127.0.0.1']);
      assert.equal(created.requestId, made.headers.get('keyward-request-id'));
      assert.deepEqual([created.subject, created.subjectKey], [made.json.id, 'crm']);
      const paths = created.details.changes.map(({ path }: { path: string }) => path);
      for (const path of ['/name', '/labels/customer', '/baseUrl', '/fields/name'])
        assert.ok(paths.includes(path), path);
      assert.deepEqual(created.details.changes.at(-1), { path: '/fields/apiKey', secret: 'set' });

      const expiresAt = '2999-01-01T00:00:00.000Z';
      const fields = { apiKey: `${canary}2`, testPath: '/me' };
      const patch = { name: 'CRM\n\u202e', labels: { customer: 'b' }, expiresAt, fields };
      const patched = await keyward.api('PATCH', 'credentials/crm', { body: patch });
      assert.equal(patched.status, 200, patched.text);
      const [updated] = await audit('subject=crm&action=credential.update');
      assert.deepEqual(updated.details.changes, [
        { path: '/name', from: 'CRM', to: 'CRM\\u{a}\\u{202e}' },
        { path: '/labels/customer', from: 'a', to: 'b' },
        { path: '/expiresAt', to: expiresAt },
        { path: '/fields/apiKey', secret: 'replaced' },
      ]);
    });

    test('verification and deletion are recorded with what they changed', async () => {
      await keyward.api('PATCH', 'credentials/crm?verify=skip', { body: { fields: { apiKey: canary } } });
      assert.equal((await keyward.api('POST', 'credentials/crm/verify')).json.verification.verdict, 'accepted');
      const [verified] = await audit('action=credential.verify&outcome=done');
      assert.deepEqual(verified.details.changes, [
        { path: '/verification/verdict', from: 'unverified', to: 'accepted' },
      ]);
      assert.equal((await keyward.api('DELETE', 'credentials/crm')).status, 204);
      const [deleted] = await audit('action=credential.delete');
      assert.deepEqual(deleted.details.changes, [
        { path: '/status', from: 'valid', to: 'deleted' },
        { path: '/fields/apiKey', secret: 'destroyed' },
      ]);
    });

    test('tokens are recorded with what they confer, never with what they are', async () => {
      const grants = [{ credentials: ['crm-*'], methods: ['GET'] }];
      const issued = await keyward.api('POST', 'access-tokens', { body: { name: 'runner', role: 'editor', grants } });
      const [created] = await audit('action=access-token.create&outcome=done');
      assert.equal(created.subject, issued.json.id);
      assert.deepEqual(created.details.changes, [
        { path: '/name', to: 'runner' },
        { path: '/role', to: 'editor' },
        { path: '/grants', to: grants },
      ]);
      await keyward.api('PUT', 'credentials/by-runner', { body: body(), token: issued.json.token });
      const [made] = await audit(`actor=${issued.json.id}&action=credential.`);
      assert.deepEqual([made.actorName, made.actorRole, made.subjectKey], ['runner', 'editor', 'by-runner']);
      await keyward.api('DELETE', `access-tokens/${issued.json.id}`);
      const [revoked] = await audit('action=access-token.revoke');
      assert.deepEqual(
        revoked.details.changes.map(({ path }: Entry) => path),
        ['/revokedAt'],
      );
      assert.ok(!JSON.stringify(await audit('limit=200')).includes(issued.json.token));
    });

    test('a flood of refusals leaves one entry at once, on both planes', async () => {
      const token = await keyward.tokenFor('nothing-else-*');
      const { id } = (await keyward.api('GET', 'access-tokens?limit=1')).json.items[0];
      await keyward.api('PUT', 'credentials/guarded', { body: body() });
      for (let n = 0; n < 50; n++) {
        assert.equal((await keyward.call('/guarded/quote', { token })).status, 404);
        assert.equal((await keyward.api('GET', 'credentials/guarded', { token })).status, 403);
      }
      const refused = await audit(`actor=${id}&outcome=refused`);
      assert.deepEqual(
        refused.map(({ action, code, subjectKey }: Entry) => [action, code, subjectKey]),
        [
          ['credential.read', 'token/forbidden', 'guarded'],
          ['credential.use', 'credential/not-found', 'guarded'],
        ],
      );
      await keyward.restart();
      const counted = await audit(`actor=${id}&outcome=refused`);
      assert.deepEqual(counted.map(({ details }: Entry) => details.repeated).filter(Boolean), [49, 49]);
    });

    test('uses that a grant, a state or a policy refuses are recorded under their codes', async () => {
      const grants = [{ credentials: ['guarded'], methods: ['GET'] }];
      const issued = await keyward.api('POST', 'access-tokens', { body: { name: 'reader', grants } });
      const { token, id } = issued.json;
      assert.equal((await keyward.call('/guarded/quote', { token })).status, 200);
      assert.equal((await keyward.call('/guarded/quote', { token, method: 'POST' })).json.code, 'grant/refused');
      const [refused, used] = await audit(`actor=${id}&action=credential.use`);
      assert.deepEqual([refused.outcome, refused.code, refused.subjectKey], ['refused', 'grant/refused', 'guarded']);
      assert.deepEqual([used.outcome, used.subject], ['done', refused.subject]);
    });

    test('entries are found by time and request, page by page, and by nothing that is malformed', async () => {
      const [newest] = await audit('limit=1');
      const mine = await audit(`requestId=${newest.requestId ?? 'req_none'}`);
      assert.ok(newest.requestId === undefined || mine.length >= 1);
      assert.deepEqual(await audit(`to=1999-01-01T00:00:00Z`), []);
      assert.equal((await audit(`from=${newest.at}&limit=200`)).length >= 1, true);
      const first = await keyward.api('GET', 'audit?limit=3');
      const next = await keyward.api('GET', `audit?limit=3&cursor=${first.json.nextCursor}`);
      const ids = [...first.json.items, ...next.json.items].map((entry: Entry) => entry.id);
      assert.equal(new Set(ids).size, 6);
      for (const query of [
        'from=yesterday',
        'to=2026-02-30T00:00:00Z',
        'outcome=maybe',
        'actor=%00',
        'subject=a%20b',
        'order=asc',
      ]) {
        const refused = await keyward.api('GET', `audit?${query}`);
        assert.deepEqual([refused.status, refused.json.code], [422, 'request/invalid'], query);
      }
    });

    test('no route changes or removes an entry', async () => {
      const [{ id }] = await audit('limit=1');
      for (const method of ['PUT', 'PATCH', 'POST', 'DELETE']) {
        for (const path of ['audit', `audit/${id}`]) {
          const answer = await keyward.api(method, path, { body: {} });
          assert.ok([404, 405].includes(answer.status), `${method} ${path}: ${answer.status}`);
        }
      }
    });
  });
}
