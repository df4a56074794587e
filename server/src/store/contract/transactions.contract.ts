/** What holds for opening, transactions and closing on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../../domain/id.ts';
import { findCredential, insertCredential, updateCredential } from '../credentials.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { type CreateDatabase, type Suite, sampleCredential } from './samples.contract.ts';

async function countUp(store: Store, scope: { organisationId: string; solutionId: string }, id: string): Promise<void> {
  for (;;) {
    const current = (await findCredential(store.read, scope, id))!;
    const next = { ...current, fields: { n: String(Number(current.fields.n) + 1) }, version: current.version + 1 };
    try {
      await store.transaction((tx) => updateCredential(tx, next, current.version));
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'credential/stale') throw error;
    }
  }
}

export function transactionsContract(suite: () => Suite, createDatabase: CreateDatabase): void {
  it('stores that open a new database at the same time all find its tables, and so does a later one', async () => {
    const url = await createDatabase();
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ url })));
    stores.push(await openStore({ url }));
    for (const store of stores) {
      const { rows } = await sql<{ n: number }>`select count(*) as n from credentials`.execute(store.read);
      assert.equal(rows[0]?.n, 0);
    }
    await Promise.all(stores.map((store) => store.close()));
  });

  it('a database that a newer Keyward has migrated is refused', async () => {
    const url = await createDatabase();
    const store = await openStore({ url });
    const insert = sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2999')`;
    await store.transaction((tx) => insert.execute(tx));
    await store.close();
    await assert.rejects(openStore({ url }), { code: 'store/unavailable' });
  });

  it('a transaction that throws leaves nothing behind and throws the same', async () => {
    const { store } = suite();
    const credential = sampleCredential(newId('org'));
    const failing = store.transaction(async (tx) => {
      await insertCredential(tx, credential);
      throw new RangeError('mine');
    });
    await assert.rejects(failing, new RangeError('mine'));
    assert.equal(await findCredential(store.read, credential, credential.id), undefined);
  });

  it('what a transaction has not committed is not read outside of it, and is read inside', async () => {
    const { store } = suite();
    const credential = sampleCredential(newId('org'));
    await store.transaction(async (tx) => {
      await insertCredential(tx, credential);
      assert.ok(await findCredential(tx, credential, credential.id));
      assert.equal(await findCredential(store.read, credential, credential.id), undefined);
    });
    assert.ok(await findCredential(store.read, credential, credential.id));
  });

  it('of concurrent writers through two stores none loses an update', async () => {
    const { store, url } = suite();
    const second = await openStore({ url });
    const credential = sampleCredential(newId('org'), { fields: { n: '0' } });
    await store.transaction((tx) => insertCredential(tx, credential));
    const writers = [store, second, store, second].map(async (writer) => {
      for (let n = 0; n < 10; n++) await countUp(writer, credential, credential.id);
    });
    await Promise.all(writers);
    const found = await findCredential(store.read, credential, credential.id);
    assert.deepEqual([found?.fields.n, found?.version], ['40', 41]);
    await second.close();
  });

  it('a transaction may read before it writes while another does the same', async () => {
    const { store, url } = suite();
    const second = await openStore({ url });
    const credential = sampleCredential(newId('org'));
    await store.transaction((tx) => insertCredential(tx, credential));
    const write = (writer: Store) =>
      writer.transaction(async (tx) => {
        await findCredential(tx, credential, credential.id);
        await insertCredential(tx, sampleCredential(credential.organisationId));
      });
    await Promise.all(Array.from({ length: 40 }, (_, n) => write(n % 2 === 0 ? store : second)));
    await second.close();
  });

  it("database time is close to this machine's and an integer", async () => {
    const now = await suite().store.now();
    assert.ok(Number.isSafeInteger(now));
    assert.ok(Math.abs(now - Date.now()) < 5000);
  });

  it('a closed store refuses, and closes once', async () => {
    const store = await openStore({ url: suite().url });
    await Promise.all([store.close(), store.close()]);
    await assert.rejects(store.now(), { code: 'store/unavailable' });
    await assert.rejects(
      store.transaction(async () => {}),
      { code: 'store/unavailable' },
    );
    await assert.rejects(sql`select 1`.execute(store.read));
  });
}
