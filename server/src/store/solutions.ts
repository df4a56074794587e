/** Solutions: the projects of an organisation. Each query names the organisation, so that a foreign id finds nothing. */
import type { Selectable } from 'kysely';
import { isId } from '../domain/id.ts';
import { Problem } from '../domain/problem.ts';
import { isSolutionSlug, type Solution } from '../domain/solution.ts';
import { dialectOf } from './dialect-of.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { SolutionTable } from './schema.ts';
import type { Queries, Transaction } from './store.ts';

function fromRow(row: Selectable<SolutionTable>): Solution {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    slug: row.slug,
    name: row.name,
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

function toRow(solution: Solution): SolutionTable {
  return {
    organisation_id: solution.organisationId,
    id: solution.id,
    slug: solution.slug,
    name: solution.name,
    version: solution.version,
    created_at: solution.createdAt,
    created_by: solution.createdBy,
    updated_at: solution.updatedAt,
    updated_by: solution.updatedBy,
  };
}

/**
 * Stores a new solution under an id that was never used.
 *
 * @throws Problem `solution/slug-taken`; the transaction may go on
 */
export async function insertSolution(tx: Transaction, solution: Solution): Promise<void> {
  // Not the error of a violation but a count: on PostgreSQL an error would abort the transaction.
  const result = await tx
    .insertInto('solutions')
    .values(toRow(solution))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (result.numInsertedOrUpdatedRows !== 1n) throw new Problem('solution/slug-taken');
}

/** @param reference - An id (`sol_…`) or a slug. */
export async function findSolution(
  queries: Queries,
  organisationId: string,
  reference: string,
): Promise<Solution | undefined> {
  const isById = isId('sol', reference);
  if (!isById && !isSolutionSlug(reference)) return undefined;
  const row = await queries
    .selectFrom('solutions')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where(isById ? 'id' : 'slug', '=', reference)
    .executeTakeFirst();
  return row && fromRow(row);
}

/**
 * Keeps a solution from being deleted until the transaction ends.
 *
 * @throws Problem `solution/not-found` where it is gone already
 */
export async function holdSolution(tx: Transaction, organisationId: string, id: string): Promise<void> {
  const query = tx
    .selectFrom('solutions')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id);
  // SQLite has one writer at a time, and no such clause.
  const held = dialectOf(tx) === 'postgres' ? query.forKeyShare() : query;
  if ((await held.executeTakeFirst()) === undefined) throw new Problem('solution/not-found');
}

/** Which solutions to list. */
export interface SolutionListRequest extends PageRequest {
  /** None but these; all by default. */
  readonly ids?: readonly string[];
}

/**
 * A page of the organisation's solutions, newest first.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list or organisation
 */
export async function listSolutions(
  queries: Queries,
  organisationId: string,
  { ids, ...request }: SolutionListRequest,
): Promise<Page<Solution>> {
  const binding = listBinding('solutions', { organisationId, ids });
  let query = queries.selectFrom('solutions').selectAll().where('organisation_id', '=', organisationId);
  if (ids !== undefined) query = query.where('id', 'in', ids);
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: Solution) => ({ at: createdAt, id });
  return pageOf(rows.map(fromRow), { binding, limit: request.limit, positionOf });
}

/**
 * Replaces the name.
 *
 * @param solution - With its new version.
 * @throws Problem `solution/stale` when the stored version is not the expected one, or there is no such solution
 */
export async function updateSolution(tx: Transaction, solution: Solution, expectedVersion: number): Promise<void> {
  const { name, version, updated_at, updated_by } = toRow(solution);
  const result = await tx
    .updateTable('solutions')
    .set({ name, version, updated_at, updated_by })
    .where('organisation_id', '=', solution.organisationId)
    .where('id', '=', solution.id)
    .where('version', '=', expectedVersion)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('solution/stale');
}

/**
 * Deletes a solution in which no credential and no function lives and which has no consumer; tombstones stay under its id,
 * which is never given again.
 *
 * @throws Problem `solution/stale`, `solution/not-empty`; the transaction must not go on then
 */
export async function deleteSolution(
  tx: Transaction,
  { organisationId, id }: Pick<Solution, 'organisationId' | 'id'>,
  expectedVersion: number,
): Promise<void> {
  // First, so that it waits for those who hold the solution: what they have written is seen below.
  const result = await tx
    .deleteFrom('solutions')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .executeTakeFirst();
  if (result.numDeletedRows !== 1n) throw new Problem('solution/stale');
  const living = await tx
    .selectFrom('credentials')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('solution_id', '=', id)
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const consumer = await tx
    .selectFrom('consumers')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('solution_id', '=', id)
    .limit(1)
    .executeTakeFirst();
  const kept = await tx
    .selectFrom('functions')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('solution_id', '=', id)
    .where('witness', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  if (living !== undefined || consumer !== undefined || kept !== undefined) throw new Problem('solution/not-empty');
}
