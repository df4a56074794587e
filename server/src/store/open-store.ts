/** Opens the store that a URL names. The dialects are known here and nowhere else. */
import { Problem } from '../domain/problem.ts';
import { openPostgres } from './postgres/open-postgres.ts';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { Store } from './store.ts';

export interface OpenStoreOptions {
  /** `sqlite:<path of a file>`, made when it does not exist; or `postgres://…` (`postgresql://…`). */
  readonly url: string;
  /** Gets what fails in the background: polls, idle connections, pruning. By default nobody does. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Opens the database, runs the migrations and starts the change feed.
 *
 * @throws Problem `config/invalid` for another URL, `store/unavailable`
 */
export async function openStore({ url, onError = () => {} }: OpenStoreOptions): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(url)) return await openPostgres({ url, onError });
  const path = /^sqlite:(.+)$/.exec(url)?.[1];
  if (path === undefined || path === ':memory:') {
    throw new Problem('config/invalid', { detail: 'The database is `sqlite:<path>` or `postgres://…`.' });
  }
  return await openSqlite({ path, onError });
}
