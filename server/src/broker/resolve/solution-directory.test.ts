/** Over a real store: what is warm is answered at once, which a look into a database cannot be. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Principal } from '../../domain/access-token.ts';
import { newId } from '../../domain/id.ts';
import { recordChange } from '../../store/changes.ts';
import { openStore } from '../../store/open-store.ts';
import { deleteSolution, insertSolution } from '../../store/solutions.ts';
import type { Store } from '../../store/store.ts';
import type { BrokerParts } from '../parts.ts';
import { createSolutionDirectory, type SolutionDirectory } from './solution-directory.ts';

const organisationId = newId('org');
let folder: string;
let store: Store;
let directory: SolutionDirectory;
let isFresh = true;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-solutions-'));
  store = await openStore({ url: `sqlite:${join(folder, 'test.sqlite')}` });
  const assertFresh = () => assert.ok(isFresh, 'asked whether what is warm may still be used');
  directory = createSolutionDirectory({ store, assertFresh } as BrokerParts);
});
after(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const principal = (...solutionIds: string[]): Principal => ({
  organisationId,
  tokenId: newId('tok'),
  grants: [],
  ...(solutionIds.length > 0 && { solutionIds }),
});

async function make(slug: string): Promise<string> {
  const by = { createdAt: 1, createdBy: 'tok_a', updatedAt: 1, updatedBy: 'tok_a' };
  const made = { organisationId, id: newId('sol'), slug, name: slug, version: 1, ...by };
  await store.transaction((tx) => insertSolution(tx, made));
  return made.id;
}

const refused = { code: 'credential/not-found' };

test('a token of no solution acts in the organisation, of one in that one, and neither is looked up', () => {
  assert.equal(directory.enter(principal(), undefined), '');
  const id = newId('sol');
  assert.equal(directory.enter(principal(id), undefined), id);
  assert.equal(directory.enter(principal(newId('sol'), id), id), id);
});

test('of several solutions none is the default, and no other than its own is entered', () => {
  assert.throws(() => directory.enter(principal(newId('sol'), newId('sol')), undefined), refused);
  assert.throws(() => directory.enter(principal(newId('sol')), newId('sol')), refused);
  assert.throws(() => directory.enter(principal(), newId('sol')), refused);
  assert.throws(() => directory.enter(principal(), 'maps'), refused);
});

test('a slug is looked up once, and from then on answered at once while the store is heard of', async () => {
  const id = await make('maps');
  const cold = directory.enter(principal(id), 'maps');
  assert.ok(cold instanceof Promise);
  assert.equal(await cold, id);
  assert.equal(directory.enter(principal(id), 'maps'), id);
  assert.throws(() => directory.enter(principal(newId('sol')), 'maps'), refused);
  isFresh = false;
  assert.throws(() => directory.enter(principal(id), 'maps'), /may still be used/);
  isFresh = true;
});

test('what there is not is not remembered, and what is deleted is forgotten', async () => {
  const stranger = principal(newId('sol'));
  await assert.rejects(async () => directory.enter(stranger, 'later'), refused);
  const id = await make('later');
  assert.equal(await directory.enter(principal(id), 'later'), id);
  await store.transaction(async (tx) => {
    await deleteSolution(tx, { organisationId, id }, 1);
    await recordChange(tx, { organisationId, kind: 'solution', subject: id });
  });
  await assert.rejects(async () => directory.enter(principal(id), 'later'), refused);
  const next = await make('later');
  await assert.rejects(async () => directory.enter(principal(id), 'later'), refused);
  assert.equal(await directory.enter(principal(next), 'later'), next);
});
