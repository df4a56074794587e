/** Sessions of people: found by hash, ended by being deleted. A row confers nothing by being here: the broker checks its witness. */
import type { Selectable } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { Session } from '../domain/session.ts';
import type { SessionTable } from './people-tables.ts';
import type { Queries, Transaction } from './store.ts';

function fromRow(row: Selectable<SessionTable>): Session {
  return {
    id: row.id,
    personId: row.person_id,
    hash: row.hash,
    epoch: row.epoch,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    seenAt: row.seen_at,
    ...(row.address !== null && { address: row.address }),
    ...(row.agent !== null && { agent: row.agent }),
    ...(row.origin !== null && { origin: JSON.parse(row.origin) }),
    witness: row.witness,
  };
}

export async function insertSession(
  tx: Transaction,
  session: Session & { readonly witness: Uint8Array },
): Promise<void> {
  const values: SessionTable = {
    id: session.id,
    person_id: session.personId,
    hash: session.hash,
    epoch: session.epoch,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
    seen_at: session.seenAt,
    address: session.address ?? null,
    agent: session.agent ?? null,
    origin: session.origin ? JSON.stringify(session.origin) : null,
    witness: session.witness,
  };
  await tx.insertInto('sessions').values(values).execute();
}

/** @param hash - SHA-256 of what was shown. */
export async function findSessionByHash(queries: Queries, hash: Uint8Array): Promise<Session | undefined> {
  const row = await queries.selectFrom('sessions').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row && fromRow(row);
}

/** One of a person's. */
export async function findSession(queries: Queries, personId: string, id: string): Promise<Session | undefined> {
  const query = queries.selectFrom('sessions').selectAll().where('id', '=', id).where('person_id', '=', personId);
  const row = await query.executeTakeFirst();
  return row && fromRow(row);
}

/** Those of a person that are not over, newest first; 200 at most. */
export async function listSessions(
  queries: Queries,
  personId: string,
  { now, idleMs }: { readonly now: Instant; readonly idleMs: number },
): Promise<Session[]> {
  const rows = await queries
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .where('seen_at', '>', now - idleMs)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(fromRow);
}

/** Notes that a session is used; never goes back in time. */
export async function touchSession(tx: Transaction, id: string, at: Instant): Promise<void> {
  await tx.updateTable('sessions').set({ seen_at: at }).where('id', '=', id).where('seen_at', '<', at).execute();
}

/** Gives a session the person's new epoch, with its witness. */
export async function renewSession(
  tx: Transaction,
  { id, epoch, witness }: Pick<Session, 'id' | 'epoch'> & { readonly witness: Uint8Array },
): Promise<void> {
  await tx.updateTable('sessions').set({ epoch, witness }).where('id', '=', id).execute();
}

/**
 * Ends sessions of a person.
 *
 * @param which - One; or all, or all but one.
 * @returns how many there were
 */
export async function deleteSessions(
  tx: Transaction,
  personId: string,
  which: { readonly id: string } | { readonly except?: string },
): Promise<number> {
  let query = tx.deleteFrom('sessions').where('person_id', '=', personId);
  if ('id' in which) query = query.where('id', '=', which.id);
  else if (which.except !== undefined) query = query.where('id', '!=', which.except);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Removes what is over. */
export async function deleteEndedSessions(
  tx: Transaction,
  { now, idleMs }: { readonly now: Instant; readonly idleMs: number },
): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where(({ or, eb }) => or([eb('expires_at', '<=', now), eb('seen_at', '<=', now - idleMs)]))
    .execute();
}

/** Every session, for the doctor. */
export async function allSessions(queries: Queries): Promise<Session[]> {
  return (await queries.selectFrom('sessions').selectAll().execute()).map(fromRow);
}
