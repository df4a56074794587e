/**
 * The store as both planes see it: reads, transactions, database time and a feed of changes. One small interface over
 * two dialects; the queries beside it are written once.
 */
import type { Kysely, Transaction as KyselyTransaction } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { Schema } from './schema.ts';

/** Where queries run: outside a transaction, or inside one. */
export type Queries = Kysely<Schema>;

/** A transaction that writes; on SQLite begun with BEGIN IMMEDIATE, on PostgreSQL READ COMMITTED. */
export type Transaction = KyselyTransaction<Schema> & {
  /** What `recordChange` has written in this transaction, delivered to own subscribers once it is committed. */
  readonly recorded: Change[];
};

/** One thing to forget. */
export interface Change {
  readonly organisationId: string;
  /** `credential-key`: a key of a solution that names a credential of its own from now on. */
  readonly kind:
    | 'credential'
    | 'credential-key'
    | 'access-token'
    | 'organisation'
    | 'organisation-key'
    | 'provider'
    | 'function'
    | 'oauth-configuration'
    | 'solution'
    | 'person';
  /** An id; of a key, the solution's id, a slash and the key; of a provider its name; of a function its id. */
  readonly subject: string;
}

/** Tells what other nodes, and this one, have changed. Delivers each change at least once, within a second. */
export interface ChangeFeed {
  /**
   * @param forgetAll - Called instead when changes may have been missed: the database could not be polled for longer
   *   than it keeps changes, or has failed over to an older state. Whoever caches must give it.
   * @returns a function that ends the subscription
   */
  subscribe(listener: (changes: readonly Change[]) => void, forgetAll?: () => void): () => void;
  /** Database instant of the last successful poll: what is cached is known to be fresh up to it. */
  readonly freshAt: Instant;
}

export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  /** For reading; on SQLite served by reader threads beside the writer. */
  readonly read: Queries;
  /**
   * Runs the work in one transaction: committed durably when it resolves, rolled back when it throws. Once it has
   * resolved, the changes that it recorded have been delivered to this process's own subscribers.
   *
   * @param work - Runs again, in a new transaction, after a deadlock: it must have no effect outside the transaction.
   *   Guard with conditional updates and unique indexes; transactions on PostgreSQL are not serialisable.
   * @param options.isLong - On SQLite transactions that wait for one another are committed together. One that takes long,
   *   more than some tens of statements, says so and is committed by itself, or it would hold up the answers of others.
   * @throws Problem `store/unavailable` where the database cannot be reached or written
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, options?: { readonly isLong?: boolean }): Promise<T>;
  /** The database's clock, by which leases and expiry are judged. */
  now(): Promise<Instant>;
  readonly changes: ChangeFeed;
  close(): Promise<void>;
}
