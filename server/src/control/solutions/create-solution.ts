/** Makes a solution. */
import { auditedSolution } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { deriveSolutionSlug, isSolutionSlug, type Solution, withRandomEnd } from '../../domain/solution.ts';
import { recordChange } from '../../store/changes.ts';
import { insertSolution } from '../../store/solutions.ts';
import type { Transaction } from '../../store/store.ts';
import type { Call } from '../route.ts';
import { createFromTemplate } from './from-template.ts';
import type { SolutionBody } from './solution-view.ts';

function draftOf({ organisation, principal, services }: Call, { name, slug }: SolutionBody): Solution {
  if (slug !== undefined && !isSolutionSlug(slug)) throw new Problem('solution/slug-invalid');
  const at = services.clock();
  return {
    organisationId: organisation.id,
    id: newId('sol'),
    slug: slug ?? deriveSolutionSlug(name),
    name,
    version: 1,
    createdAt: at,
    createdBy: principal.tokenId,
    updatedAt: at,
    updatedBy: principal.tokenId,
  };
}

/** A slug that was derived gives way. */
async function insert(transaction: Transaction, draft: Solution, isSlugDerived: boolean): Promise<Solution> {
  try {
    await insertSolution(transaction, draft);
    return draft;
  } catch (error) {
    const isTaken = error instanceof Problem && error.code === 'solution/slug-taken';
    if (!isTaken || !isSlugDerived) throw error;
    const other = { ...draft, slug: withRandomEnd(draft.slug) };
    await insertSolution(transaction, other);
    return other;
  }
}

/** @throws Problem `solution/slug-invalid`, `solution/slug-taken` */
export async function createSolution(call: Call, body: SolutionBody): Promise<Solution> {
  const draft = draftOf(call, body);
  if (body.template !== undefined) return createFromTemplate(call, body, draft);
  return call.services.store.transaction(async (transaction) => {
    const solution = await insert(transaction, draft, body.slug === undefined);
    const { organisationId, id, slug } = solution;
    const changes = changesOf(undefined, auditedSolution(solution));
    await call.recordDone(transaction, { subject: id, subjectKey: slug, details: { changes } });
    await recordChange(transaction, { organisationId, kind: 'solution', subject: id });
    return solution;
  });
}
