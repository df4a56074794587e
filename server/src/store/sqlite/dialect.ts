/** Kysely's dialect over SQLite threads: compiler and introspection are Kysely's own, the driver lends threads. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { Pool } from './pool.ts';
import type { SqliteThread } from './thread.ts';

class ThreadConnection implements DatabaseConnection {
  readonly thread: SqliteThread;

  constructor(thread: SqliteThread) {
    this.thread = thread;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.thread.run(sql, parameters);
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError('rows are read a page at a time, not streamed');
  }
}

class ThreadDriver implements Driver {
  readonly #pool: Pool<ThreadConnection>;

  constructor(threads: readonly SqliteThread[]) {
    this.#pool = new Pool(threads.map((thread) => new ThreadConnection(thread)));
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ThreadConnection> {
    return await this.#pool.borrow();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // Plain `begin` takes the lock with the first write, when it is too late to wait for it.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: ThreadConnection): Promise<void> {
    this.#pool.giveBack(connection);
  }

  async destroy(): Promise<void> {
    for (const { thread } of await this.#pool.close()) await thread.close();
  }
}

class ThreadAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** @param threads - Each serves one query or transaction at a time; a single one is a writer under a mutex. */
export function sqliteDialect(threads: readonly SqliteThread[]): Dialect {
  return {
    createAdapter: () => new ThreadAdapter(),
    createDriver: () => new ThreadDriver(threads),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
