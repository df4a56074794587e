/**
 * Writes what every node must forget, in the transaction that makes it so. Must never be called outside of one: a change
 * announced before its commit would let a node cache the old state again.
 */
import { sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { Change, Queries, Transaction } from './store.ts';

/** Announces a change to all nodes with the commit of this transaction; its time is the database's. */
export async function recordChange(tx: Transaction, change: Change): Promise<void> {
  await tx
    .insertInto('changes')
    .values({ organisation_id: change.organisationId, kind: change.kind, subject: change.subject })
    .execute();
  tx.recorded.push(change);
}

/**
 * Removes changes that every node has seen long ago.
 *
 * @param before - Database time; the feed keeps an hour.
 */
export async function pruneChanges(queries: Queries, before: Instant): Promise<void> {
  await sql`delete from changes where at < ${before}`.execute(queries);
}
