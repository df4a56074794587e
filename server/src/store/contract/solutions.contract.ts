/** What holds for solutions, and for the look-up of a key in one, on every database. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../../domain/id.ts';
import type { Solution } from '../../domain/solution.ts';
import { insertCredential, lookUpCredential } from '../credentials.ts';
import { listCredentials } from '../list-credentials.ts';
import {
  deleteSolution,
  findSolution,
  holdSolution,
  insertSolution,
  listSolutions,
  updateSolution,
} from '../solutions.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite, sampleCredential } from './samples.contract.ts';

function sampleSolution(organisationId: string, changes: Partial<Solution> = {}): Solution {
  const id = newId('sol');
  const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };
  return { organisationId, id, slug: `s-${id.slice(4)}`, name: 'A', version: 1, ...by, ...changes };
}

export function solutionsContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;
  const add = async (solution: Solution): Promise<Solution> => {
    await write((tx) => insertSolution(tx, solution));
    return solution;
  };

  it('a solution is found by id and by slug, in its own organisation alone', async () => {
    const made = await add(sampleSolution(newId('org'), { slug: 'weather' }));
    assert.deepEqual(await findSolution(read(), made.organisationId, made.id), made);
    assert.deepEqual(await findSolution(read(), made.organisationId, 'weather'), made);
    for (const reference of [made.id, 'weather']) {
      assert.equal(await findSolution(read(), newId('org'), reference), undefined);
    }
  });

  it('a slug is unique in its organisation, and the transaction may go on after a refusal', async () => {
    const made = await add(sampleSolution(newId('org'), { slug: 'taken' }));
    await add(sampleSolution(newId('org'), { slug: 'taken' }));
    const other = sampleSolution(made.organisationId, { slug: 'free' });
    await write(async (tx) => {
      await assert.rejects(insertSolution(tx, { ...other, slug: 'taken' }), { code: 'solution/slug-taken' });
      await insertSolution(tx, other);
    });
    assert.deepEqual(await findSolution(read(), made.organisationId, 'free'), other);
  });

  it('pages go newest first through all solutions, or through those named alone', async () => {
    const organisationId = newId('org');
    const made: Solution[] = [];
    for (let n = 0; n < 3; n++) made.push(await add(sampleSolution(organisationId, { createdAt: AT + n })));
    const first = await listSolutions(read(), organisationId, { limit: 2 });
    assert.deepEqual(first.items, [made[2], made[1]]);
    const second = await listSolutions(read(), organisationId, { limit: 2, cursor: first.nextCursor! });
    assert.deepEqual(second, { items: [made[0]] });
    const ids = [made[0]!.id, newId('sol')];
    assert.deepEqual(await listSolutions(read(), organisationId, { limit: 2, ids }), { items: [made[0]] });
    await assert.rejects(listSolutions(read(), newId('org'), { limit: 2, cursor: first.nextCursor! }), {
      code: 'request/cursor-invalid',
    });
  });

  it('a name changes on the expected version alone; slug and creation stay', async () => {
    const made = await add(sampleSolution(newId('org')));
    const next = { ...made, name: 'B', slug: 'other', version: 2, updatedAt: AT + 1, updatedBy: 'tok_b' };
    await write((tx) => updateSolution(tx, next, 1));
    assert.deepEqual(await findSolution(read(), made.organisationId, made.id), { ...next, slug: made.slug });
    await assert.rejects(
      write((tx) => updateSolution(tx, next, 1)),
      { code: 'solution/stale' },
    );
  });

  it('a solution is deleted once nothing lives in it; its slug is free then, and nobody holds it any more', async () => {
    const made = await add(sampleSolution(newId('org')));
    const { organisationId, id } = made;
    await write((tx) => insertCredential(tx, sampleCredential(organisationId, { solutionId: id, deletedAt: AT })));
    const living = sampleCredential(organisationId, { solutionId: id });
    await write((tx) => insertCredential(tx, living));
    await assert.rejects(
      write((tx) => deleteSolution(tx, made, 1)),
      { code: 'solution/not-empty' },
    );
    await write((tx) => tx.deleteFrom('credentials').where('id', '=', living.id).execute());
    await assert.rejects(
      write((tx) => deleteSolution(tx, made, 2)),
      { code: 'solution/stale' },
    );
    await write((tx) => deleteSolution(tx, made, 1));
    assert.equal(await findSolution(read(), organisationId, id), undefined);
    await assert.rejects(
      write((tx) => holdSolution(tx, organisationId, id)),
      { code: 'solution/not-found' },
    );
    await add(sampleSolution(organisationId, { slug: made.slug }));
  });

  it('of a deletion and a creation in the solution at the same time, one is refused', async () => {
    for (let round = 0; round < 10; round++) {
      const made = await add(sampleSolution(newId('org')));
      const { organisationId, id } = made;
      const credential = sampleCredential(organisationId, { solutionId: id });
      const outcomes = await Promise.allSettled([
        write((tx) => deleteSolution(tx, made, 1)),
        write(async (tx) => {
          await holdSolution(tx, organisationId, id);
          await insertCredential(tx, credential);
        }),
      ]);
      const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
      assert.equal(refused.length, 1);
      assert.match(refused[0]!.reason.code, /^solution\/not-(empty|found)$/);
      const isThere = (await findSolution(read(), organisationId, id)) !== undefined;
      const found = await lookUpCredential(read(), { organisationId, solutionId: id }, credential.key);
      assert.equal(found !== undefined, isThere);
    }
  });

  it('a key is looked up in the solution and then in the organisation; a tombstone in the solution ends it', async () => {
    const organisationId = newId('org');
    const [a, b, c] = [newId('sol'), newId('sol'), newId('sol')];
    const of = (solutionId: string, changes = {}) =>
      sampleCredential(organisationId, { solutionId, key: 'shared', ...changes });
    const [own, ofA, goneB] = [of(''), of(a), of(b, { deletedAt: AT, status: 'deleted' })];
    for (const credential of [own, ofA, goneB]) await write((tx) => insertCredential(tx, credential));
    const found = async (solutionId: string, reference = 'shared') =>
      (await lookUpCredential(read(), { organisationId, solutionId }, reference))?.id;
    assert.deepEqual([await found(a), await found(b), await found(c)], [ofA.id, goneB.id, own.id]);
    assert.equal(await found(''), own.id);
    assert.deepEqual([await found(a, ofA.id), await found(a, own.id)], [ofA.id, own.id]);
    assert.deepEqual([await found(c, ofA.id), await found('', ofA.id)], [undefined, undefined]);
  });

  it('a list may be of several scopes, the organisation itself among them', async () => {
    const organisationId = newId('org');
    const [a, b] = [newId('sol'), newId('sol')];
    const made = ['', a, b].map((solutionId, n) => sampleCredential(organisationId, { solutionId, createdAt: AT + n }));
    for (const credential of made) await write((tx) => insertCredential(tx, credential));
    const listed = async (request: object) =>
      (await listCredentials(read(), organisationId, { limit: 10, ...request })).items.map(({ id }) => id);
    assert.deepEqual(await listed({ solutions: ['', a] }), [made[1]!.id, made[0]!.id]);
    assert.deepEqual(await listed({ solutions: [b], type: 'ApiKey' }), [made[2]!.id]);
    assert.deepEqual(await listed({ solution: '' }), [made[0]!.id]);
  });
}
