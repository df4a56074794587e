/** Turns: what must happen one after the other in a database, on whichever node. */
import { sql } from 'kysely';
import { dialectOf } from './dialect-of.ts';
import type { Transaction } from './store.ts';

/** An arbitrary number that names the lock; no other use of advisory locks has it. */
const FIRST_START = 7_420_001;

/**
 * Waits until no other transaction of a first start is open, and makes others wait until this one ends. On SQLite every
 * writing transaction has its turn as it is.
 */
export async function awaitFirstStartTurn(transaction: Transaction): Promise<void> {
  if (dialectOf(transaction) === 'postgres') {
    await sql`select pg_advisory_xact_lock(${sql.lit(FIRST_START)})`.execute(transaction);
  }
}

/** Writes of one organisation that count or look before they write, one after the other. */
export async function awaitOrganisationTurn(tx: Transaction, organisationId: string): Promise<void> {
  if (dialectOf(tx) !== 'postgres') return;
  await tx.selectFrom('organisations').select('id').where('id', '=', organisationId).forUpdate().execute();
}
