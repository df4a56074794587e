/**
 * Brings the tables to the newest version. Safe for several processes that start at once: on SQLite all is done in one
 * BEGIN IMMEDIATE transaction, on PostgreSQL under Kysely's advisory lock. Never goes back: a database written by a newer
 * Keyward is refused.
 */
import { type Kysely, sql } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import { Problem } from '../domain/problem.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

function migratorOn(db: Kysely<Schema>, dialect: Store['dialect']): Migrator {
  const provider: MigrationProvider = {
    getMigrations: async () =>
      Object.fromEntries(migrations.map(({ name, up }) => [name, { up: (tx: Kysely<Schema>) => up(tx, dialect) }])),
  };
  return new Migrator({ db, provider });
}

async function migrateToLatest(db: Kysely<Schema>, dialect: Store['dialect']): Promise<void> {
  const { error } = await migratorOn(db, dialect).migrateToLatest();
  if (error !== undefined) throw error;
}

async function assertNoneIsUnknown(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  if (rows.some((row) => migrations.every(({ name }) => name !== row.name))) {
    throw new Problem('store/unavailable', { detail: 'The database was written by a newer version of Keyward.' });
  }
}

/**
 * Runs the migrations that have not run yet. Writes nothing when there are none, so that a read-only database opens.
 *
 * @throws Problem `store/unavailable`, also where the database was migrated by a newer Keyward
 */
export async function migrate(db: Kysely<Schema>, dialect: Store['dialect']): Promise<void> {
  try {
    const known = await migratorOn(db, dialect).getMigrations();
    if (known.every(({ executedAt }) => executedAt !== undefined)) return await assertNoneIsUnknown(db);
    if (dialect === 'sqlite') await db.transaction().execute((tx) => migrateToLatest(tx, dialect));
    else await migrateToLatest(db, dialect);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('store/unavailable', { detail: 'The tables could not be brought to this version.', cause });
  }
}
