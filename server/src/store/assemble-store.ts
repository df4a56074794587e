/**
 * Makes a store of a dialect's parts: transactions that deliver their changes, the feed, and an orderly close. What is
 * the same on both databases stands here, once.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { type DrivenChangeFeed, type PollChanges, startChangeFeed } from './change-feed.ts';
import { pruneChanges } from './changes.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import type { Change, Store, Transaction } from './store.ts';

/** What a dialect brings. */
export interface StoreParts {
  readonly dialect: Store['dialect'];
  readonly write: Kysely<Schema>;
  /** For transactions that take long, which no other shall wait for where that can be helped. Over the same connection. */
  readonly writeAlone: Kysely<Schema>;
  /** Made after the migrations, so that it may open the database read-only. */
  readonly openRead: () => Kysely<Schema>;
  readonly pollOn: (read: Kysely<Schema>) => PollChanges;
  readonly now: (read: Kysely<Schema>) => Promise<Instant>;
  /** Whether the database has undone the transaction for a reason that passes, a deadlock say. */
  readonly isTransient: (error: unknown) => boolean;
  readonly onError: (error: unknown) => void;
}

const MOST_ATTEMPTS = 5;
const RETRY_DELAY_MS = 10;

async function runTransaction<T>(
  { write, isTransient }: { readonly write: Kysely<Schema>; readonly isTransient: StoreParts['isTransient'] },
  work: (transaction: Transaction) => Promise<T>,
): Promise<{ result: T; recorded: readonly Change[] }> {
  for (let attempt = 1; ; attempt++) {
    const recorded: Change[] = [];
    try {
      const result = await write.transaction().execute((tx) => work(Object.assign(tx, { recorded })));
      return { result, recorded };
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (attempt === MOST_ATTEMPTS) throw new Problem('store/unavailable', { cause: error });
      // Without chance in the delay two transactions that met would meet again.
      await delay(RETRY_DELAY_MS * attempt * Math.random());
    }
  }
}

async function destroyBoth(read: Kysely<Schema> | undefined, write: Kysely<Schema>): Promise<void> {
  // Readers first: on SQLite the last connection to close checkpoints, and readers may not write.
  await read?.destroy();
  await write.destroy();
}

/**
 * Migrates, starts the feed and gives the store.
 *
 * @throws Problem `store/unavailable`; the parts are closed then
 */
export async function assembleStore(parts: StoreParts): Promise<Store> {
  let read: Kysely<Schema> | undefined;
  try {
    await migrate(parts.write, parts.dialect);
    read = parts.openRead();
    const feed = await startChangeFeed({
      poll: parts.pollOn(read),
      prune: (before) => pruneChanges(parts.write, before),
      onError: parts.onError,
    });
    return storeOf(parts, read, feed);
  } catch (error) {
    await destroyBoth(read, parts.write);
    throw error;
  }
}

function storeOf(parts: StoreParts, read: Kysely<Schema>, feed: DrivenChangeFeed): Store {
  let closed: Promise<void> | undefined;
  const assertOpen = () => {
    if (closed !== undefined) throw new Problem('store/unavailable', { detail: 'The store is closed.' });
  };
  return {
    dialect: parts.dialect,
    read,
    changes: feed,
    async now() {
      assertOpen();
      return await parts.now(read);
    },
    async transaction(work, { isLong = false } = {}) {
      assertOpen();
      const write = isLong ? parts.writeAlone : parts.write;
      const { result, recorded } = await runTransaction({ ...parts, write }, work);
      feed.deliver(recorded);
      return result;
    },
    close() {
      closed ??= feed.stop().then(() => destroyBoth(read, parts.write));
      return closed;
    },
  };
}
