/**
 * Writes what every node must forget, in the transaction that makes it so. Must never be called outside of one: a change
 * announced before its commit would let a node cache the old state again.
 */
import { sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { Change, Queries, Transaction } from './store.ts';

/** Announces a change to all nodes with the commit of this transaction; its time is the database's. */
export async function recordChange(tx: Transaction, change: Change): Promise<void> {
  await recordChanges(tx, [change]);
}

/** Announces several changes at once, 1,000 at most. */
export async function recordChanges(tx: Transaction, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ organisationId, kind, subject }) => ({ organisation_id: organisationId, kind, subject }));
  await tx.insertInto('changes').values(rows).execute();
  tx.recorded.push(...changes);
}

/**
 * Removes changes that every node has seen long ago.
 *
 * @param before - Database time; the feed keeps an hour.
 */
export async function pruneChanges(queries: Queries, before: Instant): Promise<void> {
  await sql`delete from changes where at < ${before}`.execute(queries);
}
