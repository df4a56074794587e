import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Credential } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { recordChange } from '../changes.ts';
import { sampleCredential } from '../contract/samples.contract.ts';
import { findCredential, insertCredential } from '../credentials.ts';
import { openStore } from '../open-store.ts';
import type { Store, Transaction } from '../store.ts';

let folder: string;
let store: Store;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-group-'));
  store = await openStore({ url: `sqlite:${join(folder, 'test.sqlite')}` });
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const isStored = async (credential: Credential) =>
  (await findCredential(store.read, credential, credential.id)) !== undefined;
const sample = () => sampleCredential(newId('org'));

/** Two transactions of one group: the first has done its work while the second is still at its own. */
async function group(rest: (tx: Transaction) => Promise<void>, options?: { readonly isLong: boolean }) {
  const [first, second] = [sample(), sample()];
  const [atWork, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const answered: string[] = [];
  const firstDone = store.transaction((tx) => insertCredential(tx, first)).finally(() => answered.push('first'));
  const secondDone = store
    .transaction(async (tx) => {
      await insertCredential(tx, second);
      atWork.resolve();
      await mayEnd.promise;
      await rest(tx);
    }, options)
    .finally(() => answered.push('second'));
  const done = Promise.allSettled([firstDone, secondDone]);
  await atWork.promise;
  await store.now();
  const answeredEarly = [...answered];
  const storedEarly = await isStored(first);
  mayEnd.resolve();
  const outcomes = (await done).map((result) => (result.status === 'rejected' ? result.reason : 'done'));
  return { answeredEarly, storedEarly, outcomes, stored: [await isStored(first), await isStored(second)] };
}

test('transactions that wait for one another are answered together, once all of them are committed', async () => {
  const { answeredEarly, storedEarly, outcomes, stored } = await group(async () => {});
  assert.deepEqual([answeredEarly, storedEarly], [[], false]);
  assert.deepEqual(
    [outcomes, stored],
    [
      ['done', 'done'],
      [true, true],
    ],
  );
});

test('a transaction that throws takes nothing of its group with it', async () => {
  const { outcomes, stored } = await group(() => Promise.reject(new RangeError('mine')));
  assert.deepEqual(
    [outcomes, stored],
    [
      ['done', new RangeError('mine')],
      [true, false],
    ],
  );
});

test('of many at once those that succeed are stored, the others are not, and each gets its own answer', async () => {
  const credentials = Array.from({ length: 200 }, sample);
  const write = (credential: Credential, n: number) =>
    store.transaction(async (tx) => {
      await insertCredential(tx, credential);
      if (n % 3 === 0) throw new RangeError(String(n));
      return n;
    });
  const results = await Promise.allSettled(credentials.map(write));
  for (const [n, result] of results.entries()) {
    const outcome = result.status === 'fulfilled' ? result.value : (result.reason as Error).message;
    assert.equal(outcome, n % 3 === 0 ? String(n) : n);
    assert.equal(await isStored(credentials[n]!), n % 3 !== 0);
  }
});

test('where the commit fails every transaction of the group fails, and later ones do not', async () => {
  const label = sql`insert into credential_labels values ('org_none', 'a', 'b', 1, 'cred_none')`;
  const { outcomes, stored } = await group(async (tx) => {
    await sql`pragma defer_foreign_keys = on`.execute(tx);
    await label.execute(tx);
  });
  assert.deepEqual(
    outcomes.map(({ code }) => code),
    ['store/unavailable', 'store/unavailable'],
  );
  assert.deepEqual(stored, [false, false]);
  const later = sample();
  await store.transaction((tx) => insertCredential(tx, later));
  assert.ok(await isStored(later));
});

test('where SQLite undoes all, the group fails, and what the transaction writes after that is refused', async () => {
  const stray = sample();
  const { outcomes, stored } = await group(async (tx) => {
    await sql`rollback`.execute(tx);
    await assert.rejects(insertCredential(tx, stray), { message: 'the transaction is over' });
  });
  assert.deepEqual(
    outcomes.map(({ code }) => code),
    ['store/unavailable', 'store/unavailable'],
  );
  assert.deepEqual([...stored, await isStored(stray)], [false, false, false]);
});

test('a long transaction commits by itself: who came before it is answered while it is at work', async () => {
  const { answeredEarly, storedEarly, outcomes } = await group(async () => {}, { isLong: true });
  assert.deepEqual([answeredEarly, storedEarly, outcomes], [['first'], true, ['done', 'done']]);
});

test('a statement that comes after its transaction has ended is refused', async () => {
  let kept: Transaction | undefined;
  await store.transaction(async (tx) => {
    kept = tx;
    await insertCredential(tx, sample());
  });
  await assert.rejects(insertCredential(kept!, sample()));
});

test('changes are delivered after the commit of the group, and those of a failed one never', async () => {
  const heard: string[] = [];
  const end = store.changes.subscribe((changes) => heard.push(...changes.map(({ subject }) => subject)));
  const record = (tx: Transaction, subject: string) =>
    recordChange(tx, { organisationId: 'org_1', kind: 'credential', subject });
  await Promise.allSettled([
    store.transaction((tx) => record(tx, 'kept')),
    store.transaction(async (tx) => {
      await record(tx, 'lost');
      throw new Error('mine');
    }),
  ]);
  end();
  assert.deepEqual([...new Set(heard)], ['kept']);
});
