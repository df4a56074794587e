/**
 * The pool of connections, as Kysely takes it: pg's own behind a face that turns its errors into the store's. Parses int8
 * as a number in this pool alone: instants and versions are safe integers.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { toStoreError } from './postgres-error.ts';

export interface PoolOptions {
  readonly url: string;
  /** Gets the errors of connections that are not in the middle of a query. */
  readonly onError: (error: unknown) => void;
}

const MOST_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5000;
const IDLE_TIMEOUT_MS = 30_000;
const LOCK_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
// Beyond the server's own limit: for a server that no longer answers at all.
const QUERY_TIMEOUT_MS = 35_000;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

function faceOf(client: pg.PoolClient): PostgresPoolClient {
  let isBroken = false;
  const query = async (sql: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      // A query that timed out here may still run there: nobody else may get this connection.
      isBroken ||= !(error instanceof pg.DatabaseError);
      throw toStoreError(error);
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy || isBroken),
  };
}

/** Connects with the first query, not before. */
export function openPool({ url, onError }: PoolOptions): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    application_name: 'keyward',
    max: MOST_CONNECTIONS,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
  });
  pool.on('error', onError);
  // A connection that breaks while it is lent has no other listener, and an unheard `error` ends the process.
  pool.on('connect', (client) => client.on('error', onError));
  return {
    options: {},
    end: () => pool.end(),
    async connect() {
      try {
        return faceOf(await pool.connect());
      } catch (error) {
        throw toStoreError(error);
      }
    },
  };
}
