/**
 * What time the database says it is: the one clock by which all nodes judge leases and expiry. Asked within a
 * transaction, it is the time of asking and not of the transaction's begin.
 */
import { sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { Queries, Store } from './store.ts';

/** Rounded down, so that nothing ends before its time. */
const nowOf: Record<Store['dialect'], string> = {
  // SQLite has no clock but the machine's, which it asks itself.
  sqlite: `cast(unixepoch('subsec') * 1000 as integer)`,
  postgres: 'floor(extract(epoch from clock_timestamp()) * 1000)::bigint',
};

/**
 * The database's clock.
 *
 * @throws Problem `store/unavailable`
 */
export async function databaseNow(queries: Queries, dialect: Store['dialect']): Promise<Instant> {
  const { rows } = await sql<{ now: number }>`select ${sql.raw(nowOf[dialect])} as now`.execute(queries);
  return rows[0]!.now;
}
