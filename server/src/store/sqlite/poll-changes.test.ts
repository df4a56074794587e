import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import type { PollChanges } from '../change-feed.ts';
import { recordChange } from '../changes.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { pollSqlite } from './poll-changes.ts';

let folder: string;
let store: Store;
let poll: PollChanges;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-poll-'));
  store = await openStore({ url: `sqlite:${join(folder, 'store.db')}` });
  poll = pollSqlite(store.read);
  await poll();
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const record = (subject: string) =>
  store.transaction((transaction) => recordChange(transaction, { organisationId: 'org', kind: 'credential', subject }));
const found = async () => {
  const { changes, isRolledBack } = await poll();
  return { subjects: changes.map(({ subject }) => subject), isRolledBack };
};

/** As another state that is put in its place. */
function edit(sql: string): void {
  using database = new DatabaseSync(join(folder, 'store.db'), { timeout: 5_000 });
  database.exec(sql);
}

test('each change is found once, and nothing is rolled back', async () => {
  await record('a');
  await record('b');
  assert.deepEqual(await found(), { subjects: ['a', 'b'], isRolledBack: false });
  assert.deepEqual(await found(), { subjects: [], isRolledBack: false });
  await record('c');
  assert.deepEqual(await found(), { subjects: ['c'], isRolledBack: false });
});

test('rows that are pruned are no older state', async () => {
  edit('delete from changes');
  assert.deepEqual(await found(), { subjects: [], isRolledBack: false });
  await record('d');
  assert.deepEqual(await found(), { subjects: ['d'], isRolledBack: false });
});

test('an older state is known by its number', async () => {
  edit("delete from changes where subject = 'd'; update sqlite_sequence set seq = 3 where name = 'changes'");
  assert.deepEqual(await found(), { subjects: [], isRolledBack: true });
  assert.deepEqual(await found(), { subjects: [], isRolledBack: false });
});

test('an older state that has caught up is known by its row', async () => {
  await record('e');
  assert.deepEqual(await found(), { subjects: ['e'], isRolledBack: false });
  edit("update changes set subject = 'f' where subject = 'e'");
  assert.deepEqual(await found(), { subjects: ['f'], isRolledBack: true });
  assert.deepEqual(await found(), { subjects: [], isRolledBack: false });
});
