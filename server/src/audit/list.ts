/**
 * Reads the audit log of one organisation, newest first. Whichever filters are given, the one that leaves the fewest
 * entries is looked up in its index, which has the log's order, and the others are judged row by row.
 */
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Role } from '../domain/grant.ts';
import type { Instant } from '../domain/instant.ts';
import type { ProblemCode } from '../domain/problem.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from '../store/page.ts';
import type { AuditTable, Schema } from '../store/schema.ts';
import type { Queries } from '../store/store.ts';
import type { AuditEntry } from './append.ts';

/** An entry as it stands in the log. */
export interface AuditRecord extends AuditEntry {
  readonly id: string;
  readonly at: Instant;
}

/** Which entries to list; all that is given must hold. */
export interface AuditListRequest extends PageRequest {
  /** The exact action, `credential.use`; or all of a noun, `credential.`. */
  readonly action?: string;
  /** Token id, or `keyward`. */
  readonly actor?: string;
  /** Id of what was acted on. */
  readonly subject?: string;
  /** Key of what was acted on, whichever credential bore it. */
  readonly subjectKey?: string;
  readonly outcome?: AuditEntry['outcome'];
  readonly code?: string;
  readonly requestId?: string;
  /** Entries of this instant and later. */
  readonly from?: Instant;
  /** Entries before this instant. */
  readonly to?: Instant;
}

type AuditQuery = SelectQueryBuilder<Schema, 'audit', Selectable<AuditTable>>;

interface Filter {
  readonly column: 'request_id' | 'subject' | 'subject_key' | 'code' | 'outcome' | 'actor' | 'action' | 'noun';
  readonly value: string;
}

/** Columns as in the indexes of migration 0004, the most selective first. */
function filtersOf(request: AuditListRequest): Filter[] {
  const { action, actor, subject, subjectKey, outcome, code, requestId } = request;
  const isNoun = action?.endsWith('.') === true;
  const values = [
    ['request_id', requestId],
    ['subject', subject],
    ['subject_key', subjectKey],
    ['code', code],
    ['outcome', outcome === 'refused' ? outcome : undefined],
    ['actor', actor],
    ['action', isNoun ? undefined : action],
    ['noun', isNoun ? action?.slice(0, -1) : undefined],
    ['outcome', outcome === 'done' ? outcome : undefined],
  ] as const;
  return values.flatMap(([column, value]) => (value === undefined ? [] : [{ column, value }]));
}

/** The leading filter uses its index; an expression in the place of a column keeps the others from being preferred. */
function applyFilter(query: AuditQuery, { column, value }: Filter, index: number): AuditQuery {
  if (index > 0) return query.where(sql<boolean>`coalesce(${sql.ref(column)}, '') = ${value}`);
  // A partial index is found only by its own text.
  if (column === 'outcome' && value === 'refused') return query.where(sql<boolean>`outcome = 'refused'`);
  return query.where(column, '=', value as never);
}

function fromRow(row: Selectable<AuditTable>): AuditRecord {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    at: row.at,
    actor: row.actor,
    ...(row.actor_name !== null && { actorName: row.actor_name }),
    ...(row.actor_role !== null && { actorRole: row.actor_role as Role }),
    action: row.action,
    ...(row.subject !== null && { subject: row.subject }),
    ...(row.subject_key !== null && { subjectKey: row.subject_key }),
    outcome: row.outcome,
    ...(row.code !== null && { code: row.code as ProblemCode }),
    ...(row.request_id !== null && { requestId: row.request_id }),
    ...(row.address !== null && { address: row.address }),
    details: JSON.parse(row.details),
  };
}

function bindingOf(organisationId: string, { limit: _, cursor: __, ...filters }: AuditListRequest): string {
  return listBinding('audit', { organisationId, ...filters });
}

/**
 * The query of a page: one row more than its limit.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list, organisation or filter
 */
export function selectAudit(queries: Queries, organisationId: string, request: AuditListRequest): AuditQuery {
  const { from, to } = request;
  let query: AuditQuery = queries.selectFrom('audit').selectAll().where('organisation_id', '=', organisationId);
  query = filtersOf(request).reduce(applyFilter, query);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  return inPage(query, request, { binding: bindingOf(organisationId, request), by: 'at' });
}

/**
 * A page of the organisation's entries.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list, organisation or filter
 */
export async function listAudit(
  queries: Queries,
  organisationId: string,
  request: AuditListRequest,
): Promise<Page<AuditRecord>> {
  const rows = await selectAudit(queries, organisationId, request).execute();
  const binding = bindingOf(organisationId, request);
  return pageOf(rows.map(fromRow), { binding, limit: request.limit, positionOf: ({ at, id }) => ({ at, id }) });
}
