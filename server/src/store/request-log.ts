/**
 * The log of requests through the broker: metadata alone, written many at once, read newest first, pruned a few at a time.
 * Whichever filters are given, the one that leaves the fewest rows is looked up in its index.
 */
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { ProblemCode } from '../domain/problem.ts';
import { type JsonColumn, namesOf, selectJsonRows } from './json-rows.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from './page.ts';
import type { Schema } from './schema.ts';
import type { Queries, Store, Transaction } from './store.ts';
import type { RequestLogTable } from './use-tables.ts';

/** One request, once it has ended. */
export interface LoggedRequest {
  readonly organisationId: string;
  /** When it ended. */
  readonly at: Instant;
  /** The request's id. */
  readonly id: string;
  readonly tokenId: string;
  /** Absent, like the key, where it was refused before the credential was found. */
  readonly credentialId?: string | undefined;
  readonly credentialKey?: string | undefined;
  readonly consumer?: string | undefined;
  readonly method: string;
  readonly origin?: string | undefined;
  /** Template of the caller's path, ids replaced. */
  readonly path?: string | undefined;
  /** As the caller got it. */
  readonly status: number;
  /** Where Keyward answered, and not the upstream. */
  readonly code?: ProblemCode | undefined;
  /** From the dispatch to the answer's header section, in microseconds; absent, like the rest, where nothing was sent. */
  readonly waitedUs?: number | undefined;
  readonly totalUs?: number | undefined;
  readonly requestBytes?: number | undefined;
  readonly responseBytes?: number | undefined;
  /** Whether the answer ended before its end. */
  readonly isCut: boolean;
}

/** Which requests to list; all that is given must hold. */
export interface RequestListRequest extends PageRequest {
  readonly credentialId?: string;
  /** Of whichever credential bore it. */
  readonly credentialKey?: string;
  readonly tokenId?: string;
  readonly consumer?: string;
  readonly origin?: string;
  /** First digit of the status, 2 to 5. */
  readonly statusClass?: number;
  readonly code?: string;
  readonly id?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

const BATCH = 1000;

const columns: readonly JsonColumn[] = [
  ['organisation_id', 'text'],
  ['at', 'bigint'],
  ['id', 'text'],
  ['token_id', 'text'],
  ['credential_id', 'text'],
  ['credential_key', 'text'],
  ['consumer', 'text'],
  ['method', 'text'],
  ['origin', 'text'],
  ['path', 'text'],
  ['status', 'bigint'],
  ['code', 'text'],
  ['waited_us', 'bigint'],
  ['total_us', 'bigint'],
  ['request_bytes', 'bigint'],
  ['response_bytes', 'bigint'],
  ['is_cut', 'bigint'],
];

function toRow(request: LoggedRequest): (string | number | null)[] {
  const { organisationId, at, id, tokenId, credentialId, credentialKey, consumer, method, origin, path } = request;
  const { status, code, waitedUs, totalUs, requestBytes, responseBytes, isCut } = request;
  const who = [organisationId, at, id, tokenId, credentialId ?? null, credentialKey ?? null, consumer || null];
  const what = [method, origin ?? null, path ?? null, status, code ?? null];
  return [
    ...who,
    ...what,
    ...[waitedUs ?? null, totalUs ?? null, requestBytes ?? null, responseBytes ?? null, isCut ? 1 : 0],
  ];
}

/** Appends to the log. */
export async function appendRequests(
  tx: Transaction,
  dialect: Store['dialect'],
  requests: readonly LoggedRequest[],
): Promise<void> {
  for (let from = 0; from < requests.length; from += BATCH) {
    const rows = selectJsonRows(dialect, columns, requests.slice(from, from + BATCH).map(toRow));
    await sql`insert into request_log ${namesOf(columns)} ${rows}`.execute(tx);
  }
}

function fromRow(row: Selectable<RequestLogTable>): LoggedRequest {
  return {
    organisationId: row.organisation_id,
    at: row.at,
    id: row.id,
    tokenId: row.token_id,
    ...(row.credential_id !== null && { credentialId: row.credential_id }),
    ...(row.credential_key !== null && { credentialKey: row.credential_key }),
    ...(row.consumer !== null && { consumer: row.consumer }),
    method: row.method,
    ...(row.origin !== null && { origin: row.origin }),
    ...(row.path !== null && { path: row.path }),
    status: row.status,
    ...(row.code !== null && { code: row.code as ProblemCode }),
    ...(row.waited_us !== null && { waitedUs: row.waited_us }),
    ...(row.total_us !== null && { totalUs: row.total_us }),
    ...(row.request_bytes !== null && { requestBytes: row.request_bytes }),
    ...(row.response_bytes !== null && { responseBytes: row.response_bytes }),
    isCut: row.is_cut === 1,
  };
}

type LogQuery = SelectQueryBuilder<Schema, 'request_log', Selectable<RequestLogTable>>;

/** Columns as in the indexes of migration 0007, the most selective first. */
function filtersOf({ code, consumer, credentialId, credentialKey, tokenId, id, origin }: RequestListRequest) {
  const values = [
    ['code', code],
    ['consumer', consumer],
    ['credential_id', credentialId],
    ['credential_key', credentialKey],
    ['token_id', tokenId],
    ['id', id],
    ['origin', origin],
  ] as const;
  return values.flatMap(([column, value]) => (value === undefined ? [] : [{ column, value }]));
}

function applyStatus(query: LogQuery, statusClass: number | undefined): LogQuery {
  if (statusClass === undefined) return query;
  const within = query.where('status', '>=', statusClass * 100).where('status', '<', (statusClass + 1) * 100);
  // A partial index is found only by its own text.
  return statusClass >= 4 ? within.where(sql<boolean>`status >= 400`) : within;
}

function bindingOf(organisationId: string, { limit: _, cursor: __, ...filters }: RequestListRequest): string {
  return listBinding('requests', { organisationId, ...filters });
}

/**
 * A page of the organisation's requests.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list, organisation or filter
 */
export async function listRequests(
  queries: Queries,
  organisationId: string,
  request: RequestListRequest,
): Promise<Page<LoggedRequest>> {
  const { limit, from, to, statusClass } = request;
  const binding = bindingOf(organisationId, request);
  let query: LogQuery = queries.selectFrom('request_log').selectAll().where('organisation_id', '=', organisationId);
  for (const { column, value } of filtersOf(request)) query = query.where(column, '=', value);
  query = applyStatus(query, statusClass);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  const rows = await inPage(query, request, { binding, by: 'at' }).execute();
  return pageOf(rows.map(fromRow), { binding, limit, positionOf: ({ at, id }) => ({ at, id }) });
}

/** Removes up to 1,000 requests that ended before the given instant. @returns how many */
export async function pruneRequests(tx: Transaction, before: Instant): Promise<number> {
  const { numAffectedRows = 0n } = await sql`delete from request_log where (organisation_id, at, id) in (
    select organisation_id, at, id from request_log where at < ${before} order by at limit ${BATCH})`.execute(tx);
  return Number(numAffectedRows);
}
