/**
 * Functions of solutions. A row confers nothing by being here: whoever reads it to use it checks the broker's witness.
 * Each query names the organisation and the solution, so that a foreign name finds nothing.
 */
import type { Selectable } from 'kysely';
import type { FunctionRecord } from '../domain/function.ts';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { dialectOf } from './dialect-of.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { FunctionTable } from './schema.ts';
import type { Queries, Transaction } from './store.ts';

/** Where names are unique. */
export interface FunctionScope {
  readonly organisationId: string;
  readonly solutionId: string;
}

/** Versions of a function that are kept, the one that counts among them. */
const KEPT_VERSIONS = 100;

function fromRow(row: Selectable<FunctionTable>): FunctionRecord {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    functionId: row.function_id,
    solutionId: row.solution_id,
    name: row.name,
    version: row.version,
    state: row.state,
    document: row.document,
    digest: row.digest,
    ...(row.witness !== null && { witness: row.witness }),
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

/** Stores a version that is still to be admitted; it stands beside the one that counts. */
export async function stageFunction(tx: Transaction, record: FunctionRecord): Promise<void> {
  await tx
    .insertInto('functions')
    .values({
      organisation_id: record.organisationId,
      id: record.id,
      function_id: record.functionId,
      solution_id: record.solutionId,
      name: record.name,
      version: record.version,
      state: record.state,
      document: record.document,
      digest: record.digest,
      is_staged: 1,
      witness: null,
      created_at: record.createdAt,
      created_by: record.createdBy,
      updated_at: record.updatedAt,
      updated_by: record.updatedBy,
    })
    .execute();
}

/** One staged version by its id. */
export async function findStagedFunction(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<FunctionRecord | undefined> {
  const row = await queries
    .selectFrom('functions')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('is_staged', '=', 1)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The version that counts. */
export async function findFunction(
  queries: Queries,
  { organisationId, solutionId }: FunctionScope,
  name: string,
): Promise<FunctionRecord | undefined> {
  const row = await queries
    .selectFrom('functions')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('solution_id', '=', solutionId)
    .where('name', '=', name)
    .where('witness', 'is not', null)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The version that counts, by the function's id. */
export async function findFunctionById(
  queries: Queries,
  organisationId: string,
  functionId: string,
): Promise<FunctionRecord | undefined> {
  const row = await queries
    .selectFrom('functions')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('function_id', '=', functionId)
    .where('witness', 'is not', null)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** A page of a solution's functions, or of all of the organisation, newest first. */
export async function listFunctions(
  queries: Queries,
  { organisationId, solutionId }: Pick<FunctionScope, 'organisationId'> & Partial<FunctionScope>,
  request: PageRequest,
): Promise<Page<FunctionRecord>> {
  const binding = listBinding('functions', { organisationId, solutionId });
  let query = queries
    .selectFrom('functions')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('witness', 'is not', null);
  if (solutionId !== undefined) query = query.where('solution_id', '=', solutionId);
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: FunctionRecord) => ({ at: createdAt, id });
  return pageOf(rows.map(fromRow), { binding, limit: request.limit, positionOf });
}

/** The versions of a function that are kept, the latest first. */
export async function listFunctionVersions(
  queries: Queries,
  { organisationId, functionId }: Pick<FunctionRecord, 'organisationId' | 'functionId'>,
): Promise<FunctionRecord[]> {
  const rows = await queries
    .selectFrom('functions')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('function_id', '=', functionId)
    .where('is_staged', '=', 0)
    .orderBy('version', 'desc')
    .limit(KEPT_VERSIONS)
    .execute();
  return rows.map(fromRow);
}

/** Writes of one solution's functions one after the other, and none into a solution that is gone. */
async function awaitTurn(tx: Transaction, { organisationId, solutionId }: FunctionScope): Promise<void> {
  const query = tx
    .selectFrom('solutions')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', solutionId);
  // SQLite has one writer at a time, and no such clause.
  const held = dialectOf(tx) === 'postgres' ? query.forUpdate() : query;
  if ((await held.executeTakeFirst()) === undefined) throw new Problem('solution/not-found');
}

async function countFunctions(tx: Transaction, { organisationId, solutionId }: FunctionScope): Promise<number> {
  const row = await tx
    .selectFrom('functions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('solution_id', '=', solutionId)
    .where('witness', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The version before stays to be read, without the broker's word. */
async function retire(tx: Transaction, { organisationId, id, functionId, version }: FunctionRecord): Promise<void> {
  await tx
    .updateTable('functions')
    .set({ witness: null })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
  await tx
    .deleteFrom('functions')
    .where('organisation_id', '=', organisationId)
    .where('function_id', '=', functionId)
    .where('is_staged', '=', 0)
    .where('version', '<=', version + 1 - KEPT_VERSIONS)
    .execute();
}

/**
 * Puts a witnessed version in the place of the one before.
 *
 * @param record - Staged before, with its witness.
 * @param formerId - Of the version that counts, by which the change was made; undefined for a new function.
 * @param most - So many may count in the solution.
 * @throws Problem `function/stale` where another write came between, `function/too-many`, `solution/not-found`; the
 *   transaction must not go on then
 */
export async function commitFunction(
  tx: Transaction,
  record: FunctionRecord,
  { formerId, most }: { readonly formerId: string | undefined; readonly most: number },
): Promise<void> {
  await awaitTurn(tx, record);
  const current = await findFunction(tx, record, record.name);
  if (current?.id !== formerId) throw new Problem('function/stale');
  if (!current && (await countFunctions(tx, record)) >= most) throw new Problem('function/too-many');
  if (current) await retire(tx, current);
  const result = await tx
    .updateTable('functions')
    .set({ witness: record.witness!, is_staged: 0 })
    .where('organisation_id', '=', record.organisationId)
    .where('id', '=', record.id)
    .where('is_staged', '=', 1)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('function/stale');
}

/**
 * Deletes a function with all its versions.
 *
 * @throws Problem `function/stale` where the version that counts is another by now
 */
export async function deleteFunction(tx: Transaction, record: FunctionRecord): Promise<void> {
  await awaitTurn(tx, record);
  const current = await findFunction(tx, record, record.name);
  if (current?.id !== record.id) throw new Problem('function/stale');
  await tx
    .deleteFrom('functions')
    .where('organisation_id', '=', record.organisationId)
    .where('function_id', '=', record.functionId)
    .where('is_staged', '=', 0)
    .execute();
}

/** Removes one staged version. */
export async function deleteStagedFunction(tx: Transaction, organisationId: string, id: string): Promise<void> {
  await tx
    .deleteFrom('functions')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('is_staged', '=', 1)
    .execute();
}

/** Removes versions that were staged and never admitted. */
export async function deleteStagedFunctions(tx: Transaction, olderThan: Instant): Promise<void> {
  await tx.deleteFrom('functions').where('is_staged', '=', 1).where('updated_at', '<', olderThan).execute();
}
