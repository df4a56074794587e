/** Renames and deletes solutions; a slug is fixed, as a key is. */
import { auditedSolution } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { Problem } from '../../domain/problem.ts';
import type { Solution } from '../../domain/solution.ts';
import { recordChange } from '../../store/changes.ts';
import { deleteSolution as deleteStored, updateSolution } from '../../store/solutions.ts';
import { assertIfMatch } from '../http/if-match.ts';
import { requireSolution, type SolutionCall } from './require-solution.ts';
import type { SolutionPatch } from './solution-view.ts';

const ATTEMPTS = 5;

/** Runs the write again, from its reading on, where another one overtook it and no version was asked for. */
async function retryStale<T>(call: SolutionCall, write: (current: Solution) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const current = await requireSolution(call);
    assertIfMatch(call.ifMatch, current.version, 'solution/stale');
    try {
      return await write(current);
    } catch (error) {
      const isStale = error instanceof Problem && error.code === 'solution/stale';
      if (!isStale || call.ifMatch !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}

/**
 * Renames the solution of the path; without a change there is no new version.
 *
 * @throws Problem `solution/not-found`, `solution/stale`
 */
export async function renameSolution(call: SolutionCall<SolutionPatch>): Promise<Solution> {
  return retryStale(call, async (current) => {
    const { name = current.name } = call.body;
    if (name === current.name) return current;
    const changed = { name, version: current.version + 1 };
    const next = { ...current, ...changed, updatedAt: call.services.clock(), updatedBy: call.principal.tokenId };
    const { organisationId, id, slug, version } = next;
    await call.services.store.transaction(async (transaction) => {
      await updateSolution(transaction, next, current.version);
      const changes = changesOf(auditedSolution(current), auditedSolution(next));
      await call.recordDone(transaction, { subject: id, subjectKey: slug, details: { version, changes } });
      await recordChange(transaction, { organisationId, kind: 'solution', subject: id });
    });
    return next;
  });
}

/**
 * Deletes the solution of the path, in which no credential may live.
 *
 * @throws Problem `solution/not-found`, `solution/stale`, `solution/not-empty`
 */
export async function deleteSolution(call: SolutionCall): Promise<void> {
  await retryStale(call, async (current) => {
    const { organisationId, id, slug, version } = current;
    await call.services.store.transaction(async (transaction) => {
      await deleteStored(transaction, current, version);
      const changes = changesOf(auditedSolution(current), { members: {} });
      await call.recordDone(transaction, { subject: id, subjectKey: slug, details: { changes } });
      await recordChange(transaction, { organisationId, kind: 'solution', subject: id });
    });
  });
}
