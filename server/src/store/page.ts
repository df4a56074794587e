/**
 * Pages of a list in the order newest first: where the next page begins travels in a cursor that knows its list, so that
 * rows inserted meanwhile neither repeat nor skip one, and no other list takes it.
 */
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Schema } from './schema.ts';

/** Which page is asked for. */
export interface PageRequest {
  /** Most items of the page, at least 1. */
  readonly limit: number;
  /** `nextCursor` of the page before; absent for the first. */
  readonly cursor?: string;
}

/** One page; `nextCursor` is absent on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string;
}

/** The sort key of a row; ids break ties between rows of the same millisecond. */
export interface Position {
  readonly at: Instant;
  readonly id: string;
}

/**
 * Which list a cursor belongs to.
 *
 * @param name - Of the list.
 * @param filters - Whatever else must be the same for the next page, the organisation included; in any order.
 */
export function listBinding(name: string, filters: object = {}): string {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  return JSON.stringify([name, given.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** The list that a page is of. */
export interface PagedList {
  /** See `listBinding`. */
  readonly binding: string;
  /** The column that holds when. */
  readonly by: 'at' | 'created_at';
}

/**
 * Narrows a query to a page: what lies behind the cursor, newest first, one row more than the limit.
 *
 * @throws Problem `request/cursor-invalid` for what `pageOf` has not given under this binding
 */
export function inPage<T extends keyof Schema, Row>(
  query: SelectQueryBuilder<Schema, T, Row>,
  { limit, cursor }: PageRequest,
  { binding, by }: PagedList,
): SelectQueryBuilder<Schema, T, Row> {
  const column = sql.ref(by);
  const ordered = query
    .orderBy(column, 'desc')
    .orderBy(sql.ref('id'), 'desc')
    .limit(limit + 1);
  if (cursor === undefined) return ordered;
  const { at, id } = parseCursor(binding, cursor);
  return ordered.where(sql<boolean>`(${column}, id) < (${at}, ${id})`);
}

/** @throws Problem `request/cursor-invalid` */
export function parseCursor(binding: string, cursor: string): Position {
  const { value, id } = decodeCursor(binding, 'number', cursor);
  return { at: value as Instant, id };
}

/** How a page is cut from rows. */
export interface PageCut<T> {
  /** Of the list; see `listBinding`. */
  readonly binding: string;
  readonly limit: number;
  /** The sort key by which the rows are ordered. */
  readonly positionOf: (row: T) => Position;
}

/** Cuts a page from rows of which one more than the limit was read. */
export function pageOf<T>(rows: readonly T[], { binding, limit, positionOf }: PageCut<T>): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  const { at, id } = positionOf(last);
  return { items, nextCursor: encodeCursor(binding, { value: at, id }) };
}
