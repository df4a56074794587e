/**
 * Consumers that other systems have registered, with what they name. Each query names the organisation, so that a foreign
 * id finds nothing. A consumer's row is written before its references: two writers of one consumer wait for each other.
 */
import { type Selectable, sql } from 'kysely';
import { type Consumer, type ConsumerWithUses, partsOfConsumer } from '../domain/consumer.ts';
import { Problem } from '../domain/problem.ts';
import type { Reference, ReferenceHolder } from '../domain/reference.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { ConsumerTable } from './reference-tables.ts';
import { namesCredential, readReferences, writeReferences } from './references.ts';
import type { Queries, Transaction } from './store.ts';

function fromRow(row: Selectable<ConsumerTable>): Consumer {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    name: row.name,
    isActive: row.active === 1,
    solutionId: row.solution_id,
    ...(row.link !== null && { link: row.link }),
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

function toRow(consumer: Consumer): ConsumerTable {
  return {
    organisation_id: consumer.organisationId,
    id: consumer.id,
    kind: partsOfConsumer(consumer.id).kind,
    name: consumer.name,
    active: Number(consumer.isActive),
    solution_id: consumer.solutionId,
    link: consumer.link ?? null,
    search_text: `${consumer.id}\n${consumer.name}`.toLowerCase(),
    version: consumer.version,
    created_at: consumer.createdAt,
    created_by: consumer.createdBy,
    updated_at: consumer.updatedAt,
    updated_by: consumer.updatedBy,
  };
}

function holderOf({ organisationId, id, name, link, solutionId, isActive }: Consumer): ReferenceHolder {
  return { organisationId, kind: 'consumer', id, name, solutionId, isActive, ...(link !== undefined && { link }) };
}

/** @param id - `kind/externalId` */
export async function findConsumer(
  queries: Queries,
  organisationId: string,
  id: string,
): Promise<ConsumerWithUses | undefined> {
  const row = await queries
    .selectFrom('consumers')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const uses = await readReferences(queries, { organisationId, kind: 'consumer' }, [id]);
  return { consumer: fromRow(row), uses: uses.get(id)! };
}

/** Which consumers to list; all that is given must hold. */
export interface ConsumerFilters {
  readonly kind?: string;
  /** Id of a credential that they name. */
  readonly credentialId?: string;
  /** Ids of the solutions of which they may be; the empty string stands for the organisation itself. */
  readonly solutions?: readonly string[];
  /** Part of id or name, whatever its case. */
  readonly search?: string;
}

function contains(search: string) {
  const escaped = search.toLowerCase().replace(/[\\%_]/g, (special) => `\\${special}`);
  return sql<boolean>`search_text like ${`%${escaped}%`} escape '\\'`;
}

/**
 * A page of consumers, newest first.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list, organisation or filter
 */
export async function listConsumers(
  queries: Queries,
  organisationId: string,
  { limit, cursor, ...filters }: PageRequest & ConsumerFilters,
): Promise<Page<ConsumerWithUses>> {
  const { kind, credentialId, solutions, search } = filters;
  const binding = listBinding('consumers', { organisationId, ...filters });
  const page = { limit, ...(cursor !== undefined && { cursor }) };
  let query = queries.selectFrom('consumers').selectAll().where('organisation_id', '=', organisationId);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (solutions !== undefined) query = query.where('solution_id', 'in', solutions);
  if (search !== undefined && search !== '') query = query.where(contains(search));
  if (credentialId !== undefined) query = query.where(namesCredential(queries, { organisationId, id: credentialId }));
  const rows = await inPage(query, page, { binding, by: 'created_at' }).execute();
  const positionOf = ({ createdAt, id }: Consumer) => ({ at: createdAt, id });
  const { items, ...next } = pageOf(rows.map(fromRow), { binding, limit, positionOf });
  const ids = items.map(({ id }) => id);
  const uses = await readReferences(queries, { organisationId, kind: 'consumer' }, ids);
  return { items: items.map((consumer) => ({ consumer, uses: uses.get(consumer.id)! })), ...next };
}

/**
 * Stores a new consumer with what it names.
 *
 * @throws Problem `consumer/stale` where there is one meanwhile; the transaction must not go on then
 */
export async function insertConsumer(tx: Transaction, consumer: Consumer, uses: readonly Reference[]): Promise<void> {
  const result = await tx
    .insertInto('consumers')
    .values(toRow(consumer))
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (result.numInsertedOrUpdatedRows !== 1n) throw new Problem('consumer/stale');
  await writeReferences(tx, holderOf(consumer), uses);
}

/**
 * Replaces all that may change, and what it names.
 *
 * @param consumer - With its new version.
 * @throws Problem `consumer/stale` when the stored version is not the one before; the transaction must not go on then
 */
export async function updateConsumer(tx: Transaction, consumer: Consumer, uses: readonly Reference[]): Promise<void> {
  const { organisation_id, id, kind, created_at, created_by, ...changing } = toRow(consumer);
  const result = await tx
    .updateTable('consumers')
    .set(changing)
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', id)
    .where('version', '=', consumer.version - 1)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Problem('consumer/stale');
  await writeReferences(tx, holderOf(consumer), uses);
}

/** Removes a consumer and what it names. @throws Problem `consumer/stale`; the transaction must not go on then */
export async function deleteConsumer(tx: Transaction, consumer: Consumer): Promise<void> {
  const result = await tx
    .deleteFrom('consumers')
    .where('organisation_id', '=', consumer.organisationId)
    .where('id', '=', consumer.id)
    .where('version', '=', consumer.version)
    .executeTakeFirst();
  if (result.numDeletedRows !== 1n) throw new Problem('consumer/stale');
  await writeReferences(tx, holderOf(consumer), []);
}
