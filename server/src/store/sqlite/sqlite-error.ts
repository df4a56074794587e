/** SQLite's errors: which of them mean that the store is unavailable, and which are the statement's own fault. */
import { Problem } from '../../domain/problem.ts';

/** An error of SQLite itself; its message names tables and columns, never values. */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  /** Extended result code, 2067 for SQLITE_CONSTRAINT_UNIQUE; undefined where the error is Node's. */
  readonly errcode: number | undefined;

  constructor(message: string, errcode: number | undefined) {
    super(message);
    this.errcode = errcode;
  }
}

/** BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB. */
const UNAVAILABLE = new Set([5, 6, 7, 8, 10, 11, 13, 14, 15, 26]);

/**
 * The error to throw for what a thread has answered: Problem `store/unavailable` with it as the cause, or itself.
 *
 * @see https://www.sqlite.org/rescode.html (the low 8 bits are the primary code)
 */
export function toStoreError(error: SqliteError): Error {
  const isUnavailable = error.errcode !== undefined && UNAVAILABLE.has(error.errcode & 0xff);
  return isUnavailable ? new Problem('store/unavailable', { cause: error }) : error;
}
