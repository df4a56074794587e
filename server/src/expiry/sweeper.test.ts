import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import { startPostgres, type TestPostgres } from '../../test/kit/postgres.ts';
import { until } from '../../test/kit/until.ts';
import { listAudit } from '../audit/list.ts';
import type { Credential } from '../domain/credential.ts';
import { newId } from '../domain/id.ts';
import { Problem } from '../domain/problem.ts';
import { listEvents } from '../events/list-events.ts';
import { insertConnectLink } from '../store/connect-links.ts';
import { sampleCredential, sampleMaterial } from '../store/contract/samples.contract.ts';
import { findCredential, insertCredential, updateCredential } from '../store/credentials.ts';
import { nextExpiry } from '../store/expiry.ts';
import { latestMaterialVersions, stageMaterial } from '../store/material.ts';
import { openStore } from '../store/open-store.ts';
import { insertOrganisation } from '../store/organisations.ts';
import type { Change, Store } from '../store/store.ts';
import { clearUnusedLinks } from './clear-unused-links.ts';
import { expireCredentials } from './expire-credentials.ts';
import { startSweeper } from './sweeper.ts';
import { warnExpiring } from './warn-expiring.ts';

let folder: string;
let postgres: TestPostgres;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-expiry-'));
  postgres = await startPostgres();
});
after(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

async function insert(store: Store, credentials: readonly Credential[]): Promise<void> {
  await store.transaction(async (tx) => {
    for (const credential of credentials) {
      await insertCredential(tx, credential);
      await stageMaterial(tx, [sampleMaterial(credential)]);
    }
  });
}

for (const dialect of ['SQLite', 'PostgreSQL'] as const) {
  describe(`expiry on ${dialect}`, () => {
    let url: string;
    let store: Store;
    let second: Store;
    before(async () => {
      url = dialect === 'SQLite' ? `sqlite:${join(folder, 'e.sqlite')}` : await postgres.createDatabase();
      store = await openStore({ url });
      second = await openStore({ url });
    });
    after(async () => {
      await second.close();
      await store.close();
    });

    const find = ({ organisationId, solutionId, id }: Credential) =>
      findCredential(store.read, { organisationId, solutionId }, id);
    const sample = (organisationId: string, expiresAt?: number, changes: Partial<Credential> = {}) =>
      sampleCredential(organisationId, {
        secrets: { apiKey: 1 },
        ...(expiresAt !== undefined && { expiresAt }),
        ...changes,
      });
    const auditOf = async (organisationId: string) =>
      (await listAudit(store.read, organisationId, { limit: 2000, action: 'credential.expire' })).items;

    test('a damaged row ends like any other and holds up none', async () => {
      const organisationId = newId('org');
      const now = await store.now();
      const [damaged, whole] = [sample(organisationId, now - 2), sample(organisationId, now - 1)];
      await insert(store, [damaged, whole]);
      await store.transaction((tx) =>
        tx.updateTable('credentials').set({ secrets: '{' }).where('id', '=', damaged.id).execute(),
      );
      assert.equal(await expireCredentials(store), 2);
      for (const ended of [damaged, whole]) {
        assert.deepEqual([(await find(ended))!.status, (await find(ended))!.secrets], ['expired', {}]);
        assert.deepEqual(await latestMaterialVersions(store.read, organisationId, ended.id), {});
      }
    });

    test('what is due becomes a tombstone without secrets, with an entry and a change; the rest stays', async () => {
      const organisationId = newId('org');
      const now = await store.now();
      const due = sample(organisationId, now - 1);
      const others = [sample(organisationId, now + 60_000), sample(organisationId)];
      const deleted = sample(organisationId, now - 5, { status: 'deleted', deletedAt: now - 10 });
      await insert(store, [due, ...others, deleted]);
      const told: Change[] = [];
      const unsubscribe = store.changes.subscribe((changes) => told.push(...changes));
      assert.equal(await expireCredentials(store), 1);
      unsubscribe();
      const { updatedAt, deletedAt, ...tombstone } = (await find(due))!;
      const { updatedAt: _, ...kept } = due;
      assert.deepEqual(tombstone, { ...kept, status: 'expired', secrets: {}, version: 2, updatedBy: 'keyward' });
      assert.ok(deletedAt === updatedAt && updatedAt >= now);
      assert.deepEqual(await latestMaterialVersions(store.read, organisationId, due.id), {});
      for (const other of [...others, deleted]) assert.deepEqual(await find(other), other);
      const { id, at, ...entry } = (await auditOf(organisationId))[0]!;
      assert.ok(id !== '' && at === updatedAt);
      assert.deepEqual(entry, {
        organisationId,
        actor: 'keyward',
        action: 'credential.expire',
        subject: due.id,
        subjectKey: due.key,
        outcome: 'done',
        details: {
          expiresAt: new Date(due.expiresAt!).toISOString(),
          changes: [
            { path: '/status', from: 'valid', to: 'expired' },
            { path: '/fields/apiKey', secret: 'destroyed' },
          ],
        },
      });
      // The feed tells each change at least once, those of the tests before too.
      const own = told.filter((change) => change.organisationId === organisationId);
      assert.deepEqual(own, [{ organisationId, kind: 'credential', subject: due.id }]);
      assert.equal(await expireCredentials(store), 0);
    });

    test('a connection that was made for a link goes with it where it ends unused, and stays where somebody cares', async () => {
      const organisationId = newId('org');
      const now = await store.now();
      const waiting = (changes: Partial<Credential> = {}) =>
        sample(organisationId, undefined, { type: 'OAuthAlias', status: 'incomplete', secrets: {}, ...changes });
      const [left, edited, taken, found, open] = [waiting(), waiting({ version: 2 }), waiting(), waiting(), waiting()];
      await store.transaction(async (tx) => {
        for (const credential of [left, edited, taken, found, open]) await insertCredential(tx, credential);
      });
      const link = async ({ id: credentialId }: Credential, expiresAt: number, isMade = true): Promise<void> => {
        const asked = { asks: [], asksBaseUrl: false, fixed: {}, policy: {}, open: [], expiresAt };
        const target = {
          credentialId,
          key: 'k',
          solutionId: '',
          type: 'OAuthAlias',
          isFilled: true,
          isKeyDerived: false,
        };
        const definition = JSON.stringify({ ...target, ...asked, ...(isMade && { isMade }) });
        const made = {
          organisationId,
          id: newId('clk'),
          hash: randomBytes(32),
          tries: 0,
          createdAt: now,
          createdBy: 'tok_a',
        };
        const about = { credentialId, solutionId: '', expiresAt };
        await store.transaction((tx) => insertConnectLink(tx, { ...made, definition }, about));
      };
      for (const one of [left, edited, taken]) await link(one, now - 1);
      await link(taken, now + 60_000);
      await link(found, now - 1, false);
      await link(open, now + 60_000);
      assert.equal(await clearUnusedLinks(store, { now }), 1);
      assert.deepEqual([(await find(left))?.status, (await find(left))?.version], ['deleted', 2]);
      for (const kept of [edited, taken, found, open]) assert.equal((await find(kept))?.status, 'incomplete');
      const { items } = await listAudit(store.read, organisationId, { limit: 10, action: 'credential.delete' });
      assert.deepEqual(
        items.map(({ actor, subject }) => [actor, subject]),
        [['keyward', left.id]],
      );
      assert.equal(await clearUnusedLinks(store, { now }), 0);
    });

    test('a tombstone stops the look-up by key until a successor bears the key', async () => {
      const organisationId = newId('org');
      const due = sample(organisationId, (await store.now()) - 1);
      await insert(store, [due]);
      await expireCredentials(store);
      assert.equal((await findCredential(store.read, due, due.key))?.status, 'expired');
      const successor = sample(organisationId, undefined, { key: due.key });
      await insert(store, [successor]);
      assert.deepEqual(await findCredential(store.read, due, due.key), successor);
      assert.equal((await find(due))?.status, 'expired');
    });

    test('a write that stands on the version before expiry is stale', async () => {
      const due = sample(newId('org'), (await store.now()) - 1);
      await insert(store, [due]);
      await expireCredentials(store);
      const renewed = { ...due, version: 2, expiresAt: due.expiresAt! + 60_000 };
      await assert.rejects(
        store.transaction((tx) => updateCredential(tx, renewed, 1)),
        { code: 'credential/stale' },
      );
    });

    test('of several sweepers on several stores each credential expires once, in batches', async () => {
      const organisationId = newId('org');
      const now = await store.now();
      const many = Array.from({ length: 1200 }, (_, n) => sample(organisationId, now - n));
      await insert(store, many);
      const parts = (each: Store) => ({
        store: each,
        clock: () => Date.now(),
        onError: (error: unknown) => assert.fail(String(error)),
      });
      const sweepers = [store, second, store, second].map((each) => startSweeper(parts(each)));
      await until(async () => (await auditOf(organisationId)).length >= many.length);
      await delay(200);
      await Promise.all(sweepers.map((sweeper) => sweeper.close()));
      const subjects = (await auditOf(organisationId)).map(({ subject }) => subject);
      assert.equal(subjects.length, many.length);
      assert.equal(new Set(subjects).size, many.length);
      assert.equal((await find(many[700]!))?.version, 2);
    });

    test('what is to expire soon is ended by itself, though nothing was due when the sweeper looked', async () => {
      const sweeper = startSweeper({ store, clock: () => Date.now(), onError: () => {} });
      await delay(50);
      const due = [300, 700, 1100].map((inMs) => sample(newId('org'), Date.now() + inMs));
      await insert(store, due);
      await until(async () => (await Promise.all(due.map(find))).every((one) => one?.status === 'expired'));
      await sweeper.close();
      for (const one of due) {
        assert.ok((await find(one))!.deletedAt! >= one.expiresAt!);
      }
    });

    test('catalogue 43: a node whose clock is a day off ends nothing early, and a sweeper that is misled stops at the database', async () => {
      const early = sample(newId('org'), (await store.now()) + 60_000);
      await insert(store, [early]);
      const sweeper = startSweeper({ store, clock: () => Date.now() + 86_400_000, onError: () => {} });
      await delay(300);
      await sweeper.close();
      assert.deepEqual(await find(early), early);
    });

    test('a warning comes from one of several nodes, once for each number of days that the organisation has named', async () => {
      const day = 86_400_000;
      const organisation = (settings: object) => {
        const id = newId('org');
        const row = { id, slug: id.replace('org_', 'o-'), name: 'O', settings, version: 1, createdAt: 1 };
        return store.transaction((tx) => insertOrganisation(tx, row as never)).then(() => id);
      };
      const [usual, chosen, none] = [
        await organisation({}),
        await organisation({ expiryWarnings: [2] }),
        await organisation({ expiryWarnings: [] }),
      ];
      await warnExpiring(store);
      const soon = (await store.now()) + 700;
      const many = Array.from({ length: 600 }, (_, n) => sample(usual, soon + (n % 2 === 0 ? 7 : 1) * day));
      const others = [chosen, none].map((id) => sample(id, soon + 2 * day));
      // Set to expire nearer than the warning, or ended before it: not warned of by it.
      const silent = [
        sample(usual, soon + 7 * day - 5000),
        sample(usual, soon + 7 * day, { status: 'deleted', deletedAt: soon }),
      ];
      await insert(store, [...many, ...others, ...silent]);
      const warned = async (id: string) =>
        (await listEvents(store.read, id, { limit: 2000, type: 'credential.expiring' })).items;
      const warnAll = async () => {
        for (const each of [store, second]) while (await warnExpiring(each));
      };
      await until(async () => {
        await Promise.all([warnAll(), warnAll()]);
        return (await warned(usual)).length >= many.length && (await warned(chosen)).length > 0;
      });
      await warnAll();
      const subjects = (await warned(usual)).map(({ credentialId }) => credentialId);
      assert.deepEqual(subjects.toSorted(), many.map(({ id }) => id).toSorted());
      const [{ data }] = (await warned(chosen)) as unknown as [{ data: Record<string, unknown> }];
      assert.deepEqual([data.days, data.expiresAt], [2, new Date(soon + 2 * day).toISOString()]);
      assert.deepEqual(await warned(none), []);
    });

    test('a store that fails is asked again, told of once, and closing does not wait for the next attempt', async () => {
      const due = sample(newId('org'), (await store.now()) - 1);
      await insert(store, [due]);
      let attempts = 0;
      const transaction: Store['transaction'] = (work) =>
        ++attempts <= 2 ? Promise.reject(new Problem('store/unavailable')) : store.transaction(work);
      const errors: unknown[] = [];
      const failing = { ...store, read: store.read, transaction };
      const sweeper = startSweeper({ store: failing, clock: () => Date.now(), onError: (error) => errors.push(error) });
      await until(async () => (await find(due))?.status === 'expired');
      assert.equal(errors.length, 1);
      await sweeper.close();
    });

    test('the next expiry is one look into an index', async () => {
      const { sql, parameters } = store.read
        .selectFrom('credentials')
        .select('expires_at')
        .where('deleted_at', 'is', null)
        .where('expires_at', 'is not', null)
        .orderBy('expires_at')
        .limit(1)
        .compile();
      const explain = dialect === 'SQLite' ? 'explain query plan' : 'explain';
      if (dialect === 'PostgreSQL') await store.read.executeQuery(CompiledQuery.raw('analyze credentials'));
      const { rows } = await store.read.executeQuery(CompiledQuery.raw(`${explain} ${sql}`, [...parameters]));
      assert.match(JSON.stringify(rows), /credentials_by_expiry/);
      assert.equal(typeof (await nextExpiry(store.read)), 'number');
    });
  });
}
