/**
 * What PostgreSQL has committed since. Sequences commit out of order, so each poll reads again every row of a transaction
 * that may not have ended by the poll before, and leaves out the rows that were seen then.
 *
 *     poll 1: xmin 7 ── transactions below 7 have ended, 7 and above may yet commit
 *     poll 2: rows of transactions >= 7, less those that poll 1 has given
 */
import { type Kysely, sql } from 'kysely';
import type { PollChanges } from '../change-feed.ts';
import type { Schema } from '../schema.ts';
import type { Change } from '../store.ts';

interface Row {
  readonly at: number;
  readonly xmin: string;
  readonly sequence: number | null;
  readonly organisation_id: string;
  readonly kind: Change['kind'];
  readonly subject: string;
}

/**
 * One statement, and so one snapshot for horizon and rows; `now()` is taken before that snapshot.
 *
 * @see https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT (pg_snapshot_xmin)
 */
async function readFrom(read: Kysely<Schema>, horizon: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    with poll as (
      select (extract(epoch from now()) * 1000)::bigint as at, pg_snapshot_xmin(pg_current_snapshot()) as xmin
    )
    select poll.at, poll.xmin::text as xmin, changes.sequence, organisation_id, kind, subject
    from poll left join changes on changes.transaction >= ${horizon}::xid8
    order by changes.sequence`.execute(read);
  return rows;
}

/** Database time is the server's. */
export function pollPostgres(read: Kysely<Schema>): PollChanges {
  let horizon: string | undefined;
  let seen = new Set<number>();
  return async () => {
    // No transaction has the largest number: the first poll finds only the horizon.
    const isFirst = horizon === undefined;
    const rows = await readFrom(read, horizon ?? '18446744073709551615');
    const { at, xmin } = rows[0]!;
    const found = rows.filter((row): row is Row & { sequence: number } => row.sequence !== null);
    const changes = found
      .filter(({ sequence }) => !seen.has(sequence))
      .map(({ organisation_id, kind, subject }) => ({ organisationId: organisation_id, kind, subject }));
    // The horizon only rises, unless another server with an older state has taken over.
    const isRolledBack = !isFirst && BigInt(xmin) < BigInt(horizon!);
    horizon = xmin;
    seen = new Set(found.map(({ sequence }) => sequence));
    return { changes, at, isRolledBack };
  };
}
