/**
 * Which warnings of expiry are due: so many days before a live credential expires. How far they have been given is one
 * position of the whole installation, moved in the transaction that gives them: of many nodes each warning comes from one,
 * once. What is set to expire nearer than a warning is not warned of by it.
 */
import { sql } from 'kysely';
import type { Credential } from '../domain/credential.ts';
import type { Instant } from '../domain/instant.ts';
import { MOST_WARNING_DAYS } from '../domain/organisation-settings.ts';
import { credentialFromRow } from './credential-row.ts';
import { databaseNow } from './database-time.ts';
import { type CredentialTable, INSTALLATION } from './schema.ts';
import type { Store, Transaction } from './store.ts';

/** A warning of so many days; whether its organisation wants one is not judged here. */
export interface DueWarning {
  readonly credential: Credential;
  readonly days: number;
}

/** What one transaction has to give. */
export interface DueWarnings {
  readonly warnings: readonly DueWarning[];
  readonly at: Instant;
  /** Whether more may be due. */
  readonly isFull: boolean;
}

const DAY_MS = 86_400_000;
const DAYS = Array.from({ length: MOST_WARNING_DAYS }, (_, index) => index + 1);

/**
 * Takes the warnings that have become due since the last time, in their order, and moves the position behind them.
 *
 * @param limit - Most warnings of one transaction. Where another transaction has the position, there is nothing to do.
 */
export async function takeDueWarnings(tx: Transaction, dialect: Store['dialect'], limit: number): Promise<DueWarnings> {
  const at = await databaseNow(tx, dialect);
  const start = { organisation_id: INSTALLATION, due_at: at, credential_organisation_id: '', credential_id: '' };
  await tx
    .insertInto('expiry_warnings')
    .values(start)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const query = tx.selectFrom('expiry_warnings').selectAll().where('organisation_id', '=', INSTALLATION);
  // SQLite has one writer at a time, and no such clause.
  const position = await (dialect === 'postgres' ? query.forUpdate().skipLocked() : query).executeTakeFirst();
  if (position === undefined) return { warnings: [], at, isFull: false };
  const days = sql.join(
    DAYS.map((day) => sql`select cast(${sql.lit(day)} as bigint) as day`),
    sql` union all `,
  );
  const due = sql`c.expires_at - d.day * ${sql.lit(DAY_MS)}`;
  // The range stands on the bare column, so that each day is one look into the index of what expires.
  const { rows } = await sql<CredentialTable & { warn_days: number; warn_at: number }>`
    select c.*, d.day as warn_days, ${due} as warn_at from (${days}) d join credentials c
      on c.expires_at >= ${position.due_at} + d.day * ${sql.lit(DAY_MS)} and c.expires_at <= ${at} + d.day * ${sql.lit(DAY_MS)}
    where c.deleted_at is null and c.expires_at is not null and c.expires_at > ${at}
      and (${due}, c.organisation_id, c.id)
        > (${position.due_at}, ${position.credential_organisation_id}, ${position.credential_id})
    order by warn_at, c.organisation_id, c.id limit ${sql.lit(limit)}`.execute(tx);
  const isFull = rows.length === limit;
  const last = isFull ? rows.at(-1) : undefined;
  await tx
    .updateTable('expiry_warnings')
    .set({
      // All of this very millisecond are given now: what is due in it later was set to expire nearer than its warning.
      due_at: last?.warn_at ?? at + 1,
      credential_organisation_id: last?.organisation_id ?? '',
      credential_id: last?.id ?? '',
    })
    .where('organisation_id', '=', INSTALLATION)
    .execute();
  const warnings = rows.map((row) => ({ credential: credentialFromRow(row), days: Number(row.warn_days) }));
  return { warnings, at, isFull };
}
