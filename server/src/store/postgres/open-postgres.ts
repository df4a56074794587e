/** Opens a store on PostgreSQL 15 or later, which several nodes share. */
import { Kysely, PostgresDialect } from 'kysely';
import { assembleStore } from '../assemble-store.ts';
import { databaseNow } from '../database-time.ts';
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
    writeAlone: database,
    openRead: () => database,
    pollOn: pollPostgres,
    now: (read) => databaseNow(read, 'postgres'),
    isTransient,
    onError: options.onError,
  });
}
