/** The SQLite file of a Keyward, opened beside it: to see what a request has stored, and to edit rows as an intruder would. */
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

function opened<T>(data: string, readOnly: boolean, use: (database: DatabaseSync) => T): T {
  using database = new DatabaseSync(join(data, 'keyward.sqlite'), { readOnly, timeout: 5000 });
  return use(database);
}

/** Rows as stored. */
// biome-ignore lint/suspicious/noExplicitAny: tests read rows of every table
export function rows(data: string, sql: string, ...values: SQLInputValue[]): any[] {
  return opened(data, true, (database) => database.prepare(sql).all(...values));
}

/** Everything that bad input must leave as it was: credentials, material and tokens, to be compared as a whole. */
export function stateOf(data: string): string {
  const tables = ['credentials', 'material', 'access_tokens', 'organisations', 'organisation_keys', 'wrapped_keys'];
  // Use counts too, but is not what a refused write may change; `last_used_at` follows earlier requests.
  const read = (table: string) => rows(data, `select * from ${table} order by 1, 2, 3`);
  const withoutUse = (row: object) => ({ ...row, last_used_at: undefined });
  return JSON.stringify(tables.map((table) => read(table).map(withoutUse)));
}

/** Edits rows past Keyward. @returns how many rows it changed, so that a test can see that it has edited at all */
export function edit(data: string, sql: string, ...values: SQLInputValue[]): number {
  return Number(opened(data, false, (database) => database.prepare(sql).run(...values)).changes);
}
