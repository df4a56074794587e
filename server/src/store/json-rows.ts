/**
 * Many rows as one parameter: a list of lists in JSON, taken apart by the database. The statement stays the same whatever
 * the number of rows, and nobody builds thousands of parameters on the broker's loop.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Store } from './store.ts';

/** A column and its type; both databases know these two. */
export type JsonColumn = readonly [name: string, type: 'text' | 'bigint'];

/**
 * `select … from` the rows, the columns in the given order. Ends in a condition, so that SQLite knows a following
 * `on conflict` for none of a join.
 */
export function selectJsonRows(
  dialect: Store['dialect'],
  columns: readonly JsonColumn[],
  rows: readonly (readonly (string | number | null)[])[],
): RawBuilder<unknown> {
  const json = JSON.stringify(rows);
  const from =
    dialect === 'sqlite' ? sql`json_each(${json}) as x` : sql`jsonb_array_elements(${json}::jsonb) as x(value)`;
  const members = columns.map(
    ([name, type], index) => sql`cast(x.value ->> ${sql.raw(`${index} as ${type}`)}) as ${sql.ref(name)}`,
  );
  return sql`select ${sql.join(members)} from ${from} where true`;
}

/** The columns' names in parentheses. */
export function namesOf(columns: readonly JsonColumn[]): RawBuilder<unknown> {
  return sql`(${sql.join(columns.map(([name]) => sql.ref(name)))})`;
}
