/**
 * Reads the sums of one credential's uses, grouped as asked for, the newest first. Which groups a page holds is
 * decided by the group's own members, so that uses counted meanwhile move none from page to page.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { HOUR_MS, type UseTally } from '../domain/use.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { latencyColumns } from './latency-columns.ts';
import { listBinding, type Page, type PageRequest } from './page.ts';
import type { Queries } from './store.ts';
import { listOf, readStored } from './stored-json.ts';
import { summedColumns } from './use-statistics.ts';

/** By what uses may be grouped, in the order in which groups are listed. */
export const useDimensions = ['day', 'hour', 'consumer', 'origin', 'token'] as const;
export type UseDimension = (typeof useDimensions)[number];

/** Which uses to add up; all that is given must hold. */
export interface UsesRequest extends PageRequest {
  readonly credentialId: string;
  /** None: everything in one. */
  readonly by: readonly UseDimension[];
  /** Hours that begin at this instant and later. */
  readonly from?: Instant;
  /** Hours that begin before this instant. */
  readonly to?: Instant;
}

/** The sums of one group; of its subject it has what it was grouped by. */
export type UseGroup = Omit<UseTally, 'organisationId' | 'credentialId' | 'tokenId' | 'consumer' | 'origin' | 'hour'> &
  Partial<Readonly<Record<UseDimension, string | number>>>;

const DAY_MS = 24 * HOUR_MS;

const expressions: Record<UseDimension, RawBuilder<unknown>> = {
  day: sql`(hour - hour % ${sql.raw(String(DAY_MS))})`,
  hour: sql.ref('hour'),
  consumer: sql.ref('consumer'),
  origin: sql.ref('origin'),
  token: sql.ref('token_id'),
};

type Row = Readonly<Record<string, number>> & { readonly [dimension in UseDimension]?: string | number };

function bindingOf(organisationId: string, { limit: _, cursor: __, ...filters }: UsesRequest): string {
  return listBinding('use', { organisationId, ...filters });
}

function fromRow(row: Row, by: readonly UseDimension[]): UseGroup {
  return {
    ...Object.fromEntries(by.map((dimension) => [dimension, row[dimension]!])),
    count: row.count!,
    status2xx: row.status_2xx!,
    status3xx: row.status_3xx!,
    status4xx: row.status_4xx!,
    status5xx: row.status_5xx!,
    failed: row.failed!,
    requestBytes: row.request_bytes!,
    responseBytes: row.response_bytes!,
    waitedUs: row.waited_us!,
    buckets: latencyColumns.map((name) => row[name]!),
    firstUsedAt: row.first_used_at!,
    lastUsedAt: row.last_used_at!,
  };
}

function isMember(value: unknown, dimension: UseDimension): boolean {
  if (dimension === 'day' || dimension === 'hour') return Number.isSafeInteger(value);
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\u0000');
}

/** The members of the group that a page ended with: a cursor is its caller's to forge, and what it holds is judged. */
function positionOf(cursor: string, binding: string, by: readonly UseDimension[]): (string | number)[] {
  const position = readStored(
    decodeCursor(binding, 'number', cursor).id,
    listOf((_: unknown): _ is unknown => true),
  );
  const isSound =
    position?.length === by.length && by.every((dimension, index) => isMember(position[index], dimension));
  if (!isSound) throw new Problem('request/cursor-invalid');
  return position as (string | number)[];
}

/**
 * A page of groups, in the descending order of what they are grouped by.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list, organisation or filter
 */
export async function listUses(
  queries: Queries,
  organisationId: string,
  request: UsesRequest,
): Promise<Page<UseGroup>> {
  const { credentialId, from, to, limit, cursor } = request;
  const by = useDimensions.filter((dimension) => request.by.includes(dimension));
  const binding = bindingOf(organisationId, request);
  const groups = by.map((dimension) => expressions[dimension]);
  const conditions = [
    sql`organisation_id = ${organisationId}`,
    sql`credential_id = ${credentialId}`,
    ...(from === undefined ? [] : [sql`hour >= ${from}`]),
    ...(to === undefined ? [] : [sql`hour < ${to}`]),
    ...(cursor === undefined || by.length === 0
      ? []
      : [sql`(${sql.join(groups)}) < (${sql.join(positionOf(cursor, binding, by))})`]),
  ];
  const selected = [
    ...by.map((dimension) => sql`${expressions[dimension]} as ${sql.ref(dimension)}`),
    ...summedColumns.map((name) => sql`cast(sum(${sql.ref(name)}) as bigint) as ${sql.ref(name)}`),
    sql`min(first_used_at) as first_used_at`,
    sql`max(last_used_at) as last_used_at`,
  ];
  const grouping = by.length === 0 ? sql`` : sql`group by ${sql.join(groups)}`;
  const order = by.length === 0 ? sql`` : sql`order by ${sql.join(groups.map((group) => sql`${group} desc`))}`;
  const { rows } = await sql<Row>`select ${sql.join(selected)} from credential_use
    where ${sql.join(conditions, sql` and `)} ${grouping} having count(*) > 0 ${order} limit ${limit + 1}`.execute(
    queries,
  );
  const items = rows.slice(0, limit).map((row) => fromRow(row, by));
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  const id = JSON.stringify(by.map((dimension) => last[dimension]));
  return { items, nextCursor: encodeCursor(binding, { value: 0, id }) };
}
