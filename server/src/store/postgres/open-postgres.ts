/** Opens a store on PostgreSQL 15 or later, which several nodes share. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { assembleStore } from '../assemble-store.ts';
import type { Schema } from '../schema.ts';
import type { Store } from '../store.ts';
import { pollPostgres } from './poll-changes.ts';
import { openPool, type PoolOptions } from './pool.ts';
import { isTransient } from './postgres-error.ts';

/** @throws Problem `store/unavailable` */
export async function openPostgres(options: PoolOptions): Promise<Store> {
  const database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPool(options) }) });
  return await assembleStore({
    dialect: 'postgres',
    write: database,
    openRead: () => database,
    pollOn: pollPostgres,
    now: async (read) => {
      const { rows } = await sql<{ now: number }>`
        select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(read);
      return rows[0]!.now;
    },
    isTransient,
    onError: options.onError,
  });
}
