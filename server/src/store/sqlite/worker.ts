/**
 * The thread in which one SQLite connection lives: takes statements one after the other and answers each. The only code
 * that touches `node:sqlite`, because every call of it blocks.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadAnswer, ThreadRequest, ThreadResult, ThreadSetup } from './messages.ts';

const BUSY_TIMEOUT_MS = 5000;
const MOST_STATEMENTS = 200;
const SQLITE_BUSY = 5;

interface Prepared {
  readonly statement: StatementSync;
  readonly givesRows: boolean;
}

/** SQLite does not wait for the lock when it changes the journal mode, which two processes that start at once both do. */
function setWriteAheadLog(database: DatabaseSync): void {
  for (const deadline = Date.now() + BUSY_TIMEOUT_MS; ; ) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (((error as { errcode?: number }).errcode ?? 0) % 256 !== SQLITE_BUSY || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function open({ path, isReadOnly }: ThreadSetup): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: isReadOnly, timeout: BUSY_TIMEOUT_MS });
  if (!isReadOnly) setWriteAheadLog(database);
  database.exec('pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on');
  return database;
}

/** Least recently used first, as a Map keeps its keys in the order of insertion. */
class StatementCache {
  readonly #prepared = new Map<string, Prepared>();
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get(sql: string): Prepared {
    let prepared = this.#prepared.get(sql);
    if (prepared === undefined) {
      const statement = this.#database.prepare(sql);
      prepared = { statement, givesRows: statement.columns().length > 0 };
    }
    this.#prepared.delete(sql);
    this.#prepared.set(sql, prepared);
    if (this.#prepared.size > MOST_STATEMENTS) this.#prepared.delete(this.#prepared.keys().next().value!);
    return prepared;
  }
}

function run(database: DatabaseSync, cache: StatementCache, request: ThreadRequest): ThreadResult {
  const { sql, parameters, isWithin } = request;
  if (isWithin && !database.isTransaction) throw new Error('the transaction is over');
  // A failed commit or a full disk may have rolled back already.
  if (sql === 'rollback' && !database.isTransaction) return { rows: [], changes: 0 };
  const { statement, givesRows } = cache.get(sql);
  const values = parameters as SQLInputValue[];
  if (!givesRows) return { rows: [], changes: Number(statement.run(...values).changes) };
  const rows = statement.all(...values);
  return { rows, changes: rows.length };
}

function describe(error: unknown): ThreadAnswer['error'] {
  const { message, errcode } = error as { message: string; errcode?: number };
  return { message, errcode };
}

function listen(setup: ThreadSetup): void {
  const port = parentPort!;
  let database: DatabaseSync | undefined;
  let cache: StatementCache | undefined;
  port.on('message', (request: ThreadRequest | 'close') => {
    if (request === 'close') {
      database?.close();
      port.close();
      return;
    }
    try {
      // Opened with the first statement and tried again after a failure, so that the error reaches who asked.
      database ??= open(setup);
      cache ??= new StatementCache(database);
      port.postMessage({ id: request.id, result: run(database, cache, request) } satisfies ThreadAnswer);
    } catch (error) {
      port.postMessage({ id: request.id, error: describe(error) } satisfies ThreadAnswer);
    }
  });
}

listen(workerData as ThreadSetup);
