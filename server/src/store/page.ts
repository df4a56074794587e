/**
 * Pages of a list in the order newest first: where the next page begins travels in an opaque cursor, so that rows
 * inserted meanwhile neither repeat nor skip one.
 *
 *     cursor = base64url( JSON [ instant, id ] ) of the last row of the page
 */
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';

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

function isPositionPair(value: unknown): value is [Instant, string] {
  return Array.isArray(value) && value.length === 2 && Number.isSafeInteger(value[0]) && typeof value[1] === 'string';
}

/** @throws Problem `request/invalid` when the text is no cursor that `pageOf` has given */
export function parseCursor(cursor: string): Position {
  try {
    const pair: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    // NUL never stands in an id, and PostgreSQL refuses it in text with an error of its own.
    if (isPositionPair(pair) && !pair[1].includes('\u0000')) return { at: pair[0], id: pair[1] };
  } catch {
    // JSON.parse quotes its input in its error, which therefore goes no further.
  }
  throw new Problem('request/invalid', {
    errors: [{ path: '/cursor', message: 'is not a cursor that this list has returned' }],
  });
}

/**
 * Cuts a page from rows of which one more than the limit was read.
 *
 * @param positionOf - The sort key by which the rows are ordered.
 */
export function pageOf<T>(rows: readonly T[], limit: number, positionOf: (row: T) => Position): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  const { at, id } = positionOf(last);
  return { items, nextCursor: Buffer.from(JSON.stringify([at, id])).toString('base64url') };
}
