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
import type { GroupWriter, Turn } from './group-writer.ts';
import { Pool } from './pool.ts';
import type { SqliteThread } from './thread.ts';

/** What runs a statement: a thread that reads, or a turn at the writer. */
type Lent = Pick<SqliteThread, 'run'>;

class ThreadConnection<L extends Lent> implements DatabaseConnection {
  readonly lent: L;

  constructor(lent: L) {
    this.lent = lent;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.lent.run(sql, parameters);
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new TypeError('rows are read a page at a time, not streamed');
  }
}

class ReaderDriver implements Driver {
  readonly #pool: Pool<ThreadConnection<SqliteThread>>;

  constructor(threads: readonly SqliteThread[]) {
    this.#pool = new Pool(threads.map((thread) => new ThreadConnection(thread)));
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ThreadConnection<SqliteThread>> {
    return await this.#pool.borrow();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: ThreadConnection<SqliteThread>): Promise<void> {
    this.#pool.giveBack(connection);
  }

  async destroy(): Promise<void> {
    for (const { lent } of await this.#pool.close()) await lent.close();
  }
}

class WriterDriver implements Driver {
  readonly #writer: GroupWriter;
  readonly #isAlone: boolean;

  constructor(writer: GroupWriter, isAlone: boolean) {
    this.#writer = writer;
    this.#isAlone = isAlone;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ThreadConnection<Turn>> {
    return new ThreadConnection(await this.#writer.takeTurn(this.#isAlone));
  }

  async beginTransaction({ lent }: ThreadConnection<Turn>): Promise<void> {
    await this.#writer.begin(lent);
  }

  async commitTransaction({ lent }: ThreadConnection<Turn>): Promise<void> {
    await this.#writer.commit(lent);
  }

  async rollbackTransaction({ lent }: ThreadConnection<Turn>): Promise<void> {
    await this.#writer.rollback(lent);
  }

  async releaseConnection({ lent }: ThreadConnection<Turn>): Promise<void> {
    this.#writer.endTurn(lent);
  }

  async destroy(): Promise<void> {
    await this.#writer.close();
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

function dialectOver(createDriver: () => Driver): Dialect {
  return {
    createAdapter: () => new ThreadAdapter(),
    createDriver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** @param threads - Each serves one query at a time. */
export function readingDialect(threads: readonly SqliteThread[]): Dialect {
  return dialectOver(() => new ReaderDriver(threads));
}

/** @param isAlone - Whether its transactions share no commit with others; see `GroupWriter`. */
export function writingDialect(writer: GroupWriter, isAlone: boolean): Dialect {
  return dialectOver(() => new WriterDriver(writer, isAlone));
}
