/**
 * When credentials are tried again. A row is claimed by moving it on, in database time and inside the transaction, so that
 * of many nodes each time falls to one, and a node that dies costs one time and nothing else.
 */
import type { Instant } from '../domain/instant.ts';
import { databaseNow } from './database-time.ts';
import type { Queries, Store, Transaction } from './store.ts';

/** One credential's turn. */
export interface Reverification {
  readonly organisationId: string;
  readonly credentialId: string;
  /** Tries in a row that came to no verdict. */
  readonly failures: number;
  /** Whether it is tried once, whatever the organisation has decided. */
  readonly isOnce: boolean;
}

/** When it is its turn again; undefined: never, and its row goes. */
export type NextTurn = (turn: Reverification, now: Instant) => Instant | undefined;

/** When the next turn is, which may be past; undefined without any. One look into an index. */
export async function nextReverification(queries: Queries): Promise<Instant | undefined> {
  const row = await queries
    .selectFrom('reverifications')
    .select('due_at')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at;
}

/** Has these tried once, soon; some hundreds at most. */
export async function reverifyOnce(
  tx: Transaction,
  organisationId: string,
  { credentialIds, at }: { readonly credentialIds: readonly string[]; readonly at: Instant },
): Promise<void> {
  if (credentialIds.length === 0) return;
  const rows = credentialIds.map((credential_id) => {
    return { organisation_id: organisationId, credential_id, due_at: at, failures: 0, is_once: 1 };
  });
  await tx
    .insertInto('reverifications')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** How those are spread that have no turn yet. */
export interface Enrolment {
  /** @returns when the first turn is */
  readonly firstTurn: () => Instant;
  readonly limit: number;
}

/**
 * Gives live credentials of an organisation a turn that have none.
 *
 * @returns how many
 */
export async function enrolReverifications(
  tx: Transaction,
  organisationId: string,
  { firstTurn, limit }: Enrolment,
): Promise<number> {
  const without = await tx
    .selectFrom('credentials')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('deleted_at', 'is', null)
    .where('status', '=', 'valid')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reverifications')
            .select('reverifications.credential_id')
            .whereRef('reverifications.organisation_id', '=', 'credentials.organisation_id')
            .whereRef('reverifications.credential_id', '=', 'credentials.id'),
        ),
      ),
    )
    .limit(limit)
    .execute();
  if (without.length === 0) return 0;
  const rows = without.map(({ id }) => {
    return { organisation_id: organisationId, credential_id: id, due_at: firstTurn(), failures: 0, is_once: 0 };
  });
  await tx
    .insertInto('reverifications')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return rows.length;
}

/** Takes the turns that are later than they would be given now, since the organisation wants them sooner. */
export async function forgetLateReverifications(
  tx: Transaction,
  organisationId: string,
  latest: Instant,
): Promise<void> {
  await tx
    .deleteFrom('reverifications')
    .where('organisation_id', '=', organisationId)
    .where('failures', '=', 0)
    .where('due_at', '>', latest)
    .execute();
}

/** Claims what is due, earliest first. What another transaction holds is left to it. */
export async function claimReverifications(
  tx: Transaction,
  dialect: Store['dialect'],
  { limit, next }: { readonly limit: number; readonly next: NextTurn },
): Promise<Reverification[]> {
  const now = await databaseNow(tx, dialect);
  const due = tx.selectFrom('reverifications').selectAll().where('due_at', '<=', now).orderBy('due_at').limit(limit);
  // SQLite has one writer at a time, and no such clause.
  const rows = await (dialect === 'postgres' ? due.forUpdate().skipLocked() : due).execute();
  const turns = rows.map(({ organisation_id, credential_id, failures, is_once }): Reverification => {
    return { organisationId: organisation_id, credentialId: credential_id, failures, isOnce: is_once === 1 };
  });
  for (const turn of turns) await moveReverification(tx, turn, next(turn, now));
  return turns;
}

/** Sets when it is the credential's turn again, and how often it came to nothing. */
export async function moveReverification(
  tx: Transaction,
  { organisationId, credentialId, failures }: Omit<Reverification, 'isOnce'>,
  dueAt: Instant | undefined,
): Promise<void> {
  if (dueAt === undefined) {
    await tx
      .deleteFrom('reverifications')
      .where('organisation_id', '=', organisationId)
      .where('credential_id', '=', credentialId)
      .execute();
    return;
  }
  await tx
    .updateTable('reverifications')
    .set({ due_at: dueAt, failures, is_once: 0 })
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    .execute();
}
