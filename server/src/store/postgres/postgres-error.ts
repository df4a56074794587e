/** PostgreSQL's errors: which mean that the store is unavailable, which pass, and which are the statement's own fault. */
import { DatabaseError } from 'pg';
import { Problem } from '../../domain/problem.ts';

/**
 * Classes 08 (connection), 28 (authorisation), 53 (resources), 57 (operator intervention, timeouts included), 58 (system),
 * XX (corruption); read-only after a failover, a lock not granted in time, no such database.
 */
const UNAVAILABLE = /^(?:08|28|53|57|58|XX)|^(?:25006|55P03|3D000)$/;

/** Serialisation failure and deadlock: the transaction was undone and may run again. */
const TRANSIENT = new Set(['40001', '40P01']);

/**
 * The error to throw for what the driver has thrown: Problem `store/unavailable` with it as the cause, or itself.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function toStoreError(error: unknown): unknown {
  // Whatever does not come from the server is a matter of the connection or the pool.
  const isUnavailable = !(error instanceof DatabaseError) || UNAVAILABLE.test(error.code ?? '');
  return isUnavailable ? new Problem('store/unavailable', { cause: error }) : error;
}

/** Whether the same transaction may succeed when it runs again at once. */
export function isTransient(error: unknown): boolean {
  return error instanceof DatabaseError && TRANSIENT.has(error.code ?? '');
}
