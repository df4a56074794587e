/** What holds for functions on every database: one version counts, history confers nothing, writes never cross. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { FunctionRecord } from '../../domain/function.ts';
import { newId } from '../../domain/id.ts';
import {
  commitFunction,
  deleteFunction,
  deleteStagedFunctions,
  findFunction,
  findStagedFunction,
  listFunctions,
  listFunctionVersions,
  stageFunction,
} from '../functions.ts';
import { deleteSolution, insertSolution } from '../solutions.ts';
import type { Transaction } from '../store.ts';
import { AT, type Suite } from './samples.contract.ts';

const by = { createdAt: AT, createdBy: 'tok_a', updatedAt: AT, updatedBy: 'tok_a' };

export function functionsContract(suite: () => Suite): void {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => suite().store.transaction(work);
  const read = () => suite().store.read;

  async function newSolution(): Promise<{ organisationId: string; solutionId: string }> {
    const [organisationId, id] = [newId('org'), newId('sol')];
    await write((tx) => insertSolution(tx, { organisationId, id, slug: id.slice(4), name: 'A', version: 1, ...by }));
    return { organisationId, solutionId: id };
  }

  function sample(scope: { organisationId: string; solutionId: string }, changes: Partial<FunctionRecord> = {}) {
    const what = { name: 'quote', version: 1, state: 'active', document: '{}', digest: 'd1' } as const;
    return { ...scope, id: newId('fnv'), functionId: newId('fn'), ...what, ...by, ...changes };
  }

  async function commit(record: FunctionRecord, formerId?: string, most = 10): Promise<FunctionRecord> {
    const witnessed = { ...record, witness: new Uint8Array([1, 2, 3]) };
    await write((tx) => stageFunction(tx, record));
    await write((tx) => commitFunction(tx, witnessed, { formerId, most }));
    return witnessed;
  }

  it('a staged version is found by its id alone, and goes when it was never admitted', async () => {
    const record = sample(await newSolution());
    await write((tx) => stageFunction(tx, record));
    assert.deepEqual(await findStagedFunction(read(), record.organisationId, record.id), record);
    assert.equal(await findStagedFunction(read(), newId('org'), record.id), undefined);
    assert.equal(await findFunction(read(), record, 'quote'), undefined);
    await write((tx) => deleteStagedFunctions(tx, AT + 1));
    assert.equal(await findStagedFunction(read(), record.organisationId, record.id), undefined);
  });

  it('of all versions the last committed one counts, and the others have lost their witness', async () => {
    const one = await commit(sample(await newSolution()));
    const two = await commit({ ...sample(one, { functionId: one.functionId, version: 2 }) }, one.id);
    const found = await findFunction(read(), one, 'quote');
    assert.deepEqual([found?.id, Buffer.from(found!.witness!).toString('hex')], [two.id, '010203']);
    const versions = await listFunctionVersions(read(), one);
    assert.deepEqual(
      versions.map(({ version, witness }) => [version, witness === undefined]),
      [
        [2, false],
        [1, true],
      ],
    );
    const { items } = await listFunctions(read(), one, { limit: 10 });
    assert.deepEqual(
      items.map(({ id }) => id),
      [two.id],
    );
  });

  it('a write on another version than it was made on, and one too many, is refused', async () => {
    const scope = await newSolution();
    const one = await commit(sample(scope));
    for (const former of [undefined, newId('fnv')]) {
      await assert.rejects(commit(sample(scope), former), { code: 'function/stale' });
    }
    await assert.rejects(commit(sample(scope, { name: 'other' }), undefined, 1), { code: 'function/too-many' });
    assert.equal((await findFunction(read(), scope, 'quote'))?.id, one.id);
  });

  it('two writers at once leave one version, and the other is told', async () => {
    const scope = await newSolution();
    const one = await commit(sample(scope));
    const next = () => commit(sample(scope, { functionId: one.functionId, version: 2 }), one.id);
    const written = await Promise.allSettled([next(), next(), next()]);
    assert.equal(written.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const result of written) if (result.status === 'rejected') assert.equal(result.reason.code, 'function/stale');
  });

  it('a solution with a function is not empty; deleted, nothing of the function is left', async () => {
    const one = await commit(sample(await newSolution()));
    const solution = { organisationId: one.organisationId, id: one.solutionId };
    await assert.rejects(
      write((tx) => deleteSolution(tx, solution, 1)),
      { code: 'solution/not-empty' },
    );
    await write((tx) => deleteFunction(tx, one));
    assert.deepEqual(await listFunctionVersions(read(), one), []);
    await write((tx) => deleteSolution(tx, solution, 1));
    await assert.rejects(commit(sample(one)), { code: 'solution/not-found' });
  });
}
