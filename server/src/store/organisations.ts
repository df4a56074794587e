/** Organisations: the tenants. Every other table's primary key begins with the id of one of these. */
import type { Selectable } from 'kysely';
import { isId } from '../domain/id.ts';
import type { Instant } from '../domain/instant.ts';
import { effectiveSettings } from '../domain/organisation-settings.ts';
import { Problem } from '../domain/problem.ts';
import { isSlug } from '../domain/slug.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { OrganisationTable } from './schema.ts';
import type { Queries, Transaction } from './store.ts';

const HOUR_MS = 3_600_000;

export interface Organisation {
  readonly id: string;
  /** Unique in the installation; stands wherever the id may; never of the form of an id. */
  readonly slug: string;
  readonly name: string;
  /** As stored; see `effectiveSettings`. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly createdAt: Instant;
}

function fromRow(row: Selectable<OrganisationTable>): Organisation {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    settings: JSON.parse(row.settings),
    version: row.version,
    createdAt: row.created_at,
  };
}

/**
 * Stores a new organisation under an id that was never used.
 *
 * @throws Problem `organisation/slug-taken`; the transaction may go on
 */
export async function insertOrganisation(tx: Transaction, organisation: Organisation): Promise<void> {
  // Not the error of a violation but a count: on PostgreSQL an error would abort the transaction.
  const result = await tx
    .insertInto('organisations')
    .values({
      id: organisation.id,
      slug: organisation.slug,
      name: organisation.name,
      settings: JSON.stringify(organisation.settings),
      version: organisation.version,
      created_at: organisation.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (result.numInsertedOrUpdatedRows !== 1n) throw new Problem('organisation/slug-taken');
}

/** The organisations that have their credentials tried again, with the time between two tries in milliseconds. */
export async function organisationsThatReverify(queries: Queries): Promise<Map<string, number>> {
  const rows = await queries
    .selectFrom('organisations')
    .select(['id', 'settings'])
    .where('settings', 'like', '%reverifyAfterHours%')
    .execute();
  const hours = rows.map(
    ({ id, settings }) => [id, effectiveSettings(JSON.parse(settings)).reverifyAfterHours] as const,
  );
  return new Map(hours.filter(([, after]) => after > 0).map(([id, after]) => [id, after * HOUR_MS]));
}

/** Which of the slugs are in use. */
export async function takenSlugs(queries: Queries, slugs: readonly string[]): Promise<Set<string>> {
  const rows = await queries.selectFrom('organisations').select('slug').where('slug', 'in', slugs).execute();
  return new Set(rows.map(({ slug }) => slug));
}

/**
 * Replaces the settings.
 *
 * @throws Problem `organisation/stale` where the stored version is not the expected one
 */
export async function updateSettings(
  tx: Transaction,
  { id, settings, version }: Pick<Organisation, 'id' | 'settings' | 'version'>,
  expectedVersion: number,
): Promise<void> {
  const result = await tx
    .updateTable('organisations')
    .set({ settings: JSON.stringify(settings), version })
    .where('id', '=', id)
    .where('version', '=', expectedVersion)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('organisation/stale');
}

/** @param reference - An id (`org_…`) or a slug. */
export async function findOrganisation(queries: Queries, reference: string): Promise<Organisation | undefined> {
  if (!isId('org', reference) && !isSlug(reference)) return undefined;
  const row = await queries
    .selectFrom('organisations')
    .selectAll()
    .where(isId('org', reference) ? 'id' : 'slug', '=', reference)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The stored settings of these organisations, some hundreds at most, by id. */
export async function findSettings(
  queries: Queries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Organisation['settings']>> {
  if (ids.length === 0) return new Map();
  const rows = await queries.selectFrom('organisations').select(['id', 'settings']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, settings }) => [id, JSON.parse(settings)]));
}

/** All organisations of the installation, oldest first. */
export async function listOrganisations(queries: Queries): Promise<Organisation[]> {
  const rows = await queries.selectFrom('organisations').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map(fromRow);
}

/**
 * A page of all organisations, newest first.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list
 */
export async function pageOrganisations(queries: Queries, request: PageRequest): Promise<Page<Organisation>> {
  const binding = listBinding('organisations');
  const query = queries.selectFrom('organisations').selectAll();
  const rows = await inPage(query, request, { binding, by: 'created_at' }).execute();
  return pageOf(rows.map(fromRow), {
    binding,
    limit: request.limit,
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
  });
}
