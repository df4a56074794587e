/** Which database queries run on, for the few statements that cannot be written once for both. */
import { PostgresAdapter } from 'kysely';
import type { Queries, Store } from './store.ts';

/** The dialect of the store that the queries belong to. */
export function dialectOf(queries: Queries): Store['dialect'] {
  return queries.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
