/**
 * Providers of organisations' own. A row confers nothing by being here: whoever reads it checks the broker's signature.
 * Each query names the organisation, so that a foreign name finds nothing.
 */
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { OwnProvider } from '../domain/own-provider.ts';
import { Problem } from '../domain/problem.ts';
import { awaitOrganisationTurn } from './await-turn.ts';
import type { ProviderTable } from './schema.ts';
import type { Queries, Transaction } from './store.ts';

function fromRow(row: Selectable<ProviderTable>): OwnProvider {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    name: row.name,
    version: row.version,
    document: row.document,
    ...(row.signature !== null && { signature: row.signature }),
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

/** Stores a version that is still to be signed; it stands beside the one that counts. */
export async function stageOwnProvider(tx: Transaction, provider: OwnProvider): Promise<void> {
  await tx
    .insertInto('providers')
    .values({
      organisation_id: provider.organisationId,
      id: provider.id,
      name: provider.name,
      version: provider.version,
      document: provider.document,
      signature: null,
      created_at: provider.createdAt,
      created_by: provider.createdBy,
      updated_at: provider.updatedAt,
      updated_by: provider.updatedBy,
    })
    .execute();
}

/** One version by its id, staged or not. */
export async function findProviderVersion(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<OwnProvider | undefined> {
  const row = await queries
    .selectFrom('providers')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The version that counts. @param name - `org/…` */
export async function findOwnProvider(
  queries: Queries,
  organisationId: string,
  name: string,
): Promise<OwnProvider | undefined> {
  const row = await queries
    .selectFrom('providers')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('name', '=', name)
    .where('signature', 'is not', null)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** All that count, in the order of names. */
export async function listOwnProviders(queries: Queries, organisationId: string): Promise<OwnProvider[]> {
  const rows = await queries
    .selectFrom('providers')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('signature', 'is not', null)
    .orderBy('name')
    .execute();
  return rows.map(fromRow);
}

async function countOwnProviders(queries: Queries, organisationId: string): Promise<number> {
  const row = await queries
    .selectFrom('providers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('signature', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/**
 * Puts a signed version in the place of the one before.
 *
 * @param provider - Staged before, with its signature.
 * @param formerId - Of the version that counts, by which the change was made; undefined for a new provider.
 * @param most - So many may count in the organisation.
 * @throws Problem `provider/stale` where another write came between, `provider/name-taken`, `provider/too-many`; the
 *   transaction must not go on then
 */
export async function commitOwnProvider(
  tx: Transaction,
  { organisationId, id, name, signature }: OwnProvider,
  { formerId, most }: { readonly formerId: string | undefined; readonly most: number },
): Promise<void> {
  await awaitOrganisationTurn(tx, organisationId);
  const current = await findOwnProvider(tx, organisationId, name);
  if (current?.id !== formerId) throw new Problem(formerId === undefined ? 'provider/name-taken' : 'provider/stale');
  if (!current && (await countOwnProviders(tx, organisationId)) >= most) throw new Problem('provider/too-many');
  if (formerId !== undefined && !(await deleteProviderVersion(tx, organisationId, formerId))) {
    throw new Problem('provider/stale');
  }
  const result = await tx
    .updateTable('providers')
    .set({ signature: signature! })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('signature', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('provider/stale');
}

/** @returns whether there was such a version */
export async function deleteProviderVersion(tx: Transaction, organisationId: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('providers')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Removes versions that were staged and never signed. */
export async function deleteStagedProviders(tx: Transaction, olderThan: Instant): Promise<void> {
  await tx.deleteFrom('providers').where('signature', 'is', null).where('updated_at', '<', olderThan).execute();
}

/** A live credential that names a provider. */
export interface ProviderUser {
  readonly id: string;
  readonly key: string;
  readonly name: string | null;
  readonly status: string;
  /** Empty string: the organisation's own. */
  readonly solutionId: string;
}

/** How many live credentials of the organisation name the provider, and the first of them in the order of keys. */
export async function providerUsers(
  queries: Queries,
  { organisationId, name }: Pick<OwnProvider, 'organisationId' | 'name'>,
  limit: number,
): Promise<{ readonly count: number; readonly first: readonly ProviderUser[] }> {
  const users = queries
    .selectFrom('credentials')
    .where('organisation_id', '=', organisationId)
    .where('provider', '=', name)
    .where('deleted_at', 'is', null);
  const { count } = await users.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const members = ['id', 'key', 'name', 'status', 'solution_id as solutionId'] as const;
  const first = await users.select(members).orderBy('key').orderBy('solution_id').limit(limit).execute();
  return { count: Number(count), first };
}
