/**
 * What SQLite has committed since: one writer at a time, so that rows commit in the order of their rowid, and none is
 * given twice. A database that was put back to an older state is known by its numbers, which only rise otherwise, and by
 * the last row that was seen, whose number another row may have by then.
 */
import { type Kysely, sql } from 'kysely';
import type { PollChanges } from '../change-feed.ts';
import { databaseNow } from '../database-time.ts';
import type { Schema } from '../schema.ts';
import type { Change } from '../store.ts';

/** One change, or none: the number is there anyway. */
interface Row {
  /** The highest number that was ever given. */
  readonly highest: number;
  readonly sequence: number | null;
  readonly organisation_id: string;
  readonly kind: Change['kind'];
  readonly subject: string;
  readonly at: number;
}

type ChangeRow = Row & { readonly sequence: number };

/** One statement, and so one state of the database. */
async function readFrom(read: Kysely<Schema>, sequence: number): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    with poll as (
      select coalesce((select seq from sqlite_sequence where name = 'changes'), 0) as highest
    )
    select highest, sequence, organisation_id, kind, subject, "at"
    from poll left join changes on changes.sequence >= ${sequence}
    order by sequence`.execute(read);
  return rows;
}

/** Database time is the machine's: SQLite has no other. It is asked before the rows, which may be newer but not older. */
export function pollSqlite(read: Kysely<Schema>): PollChanges {
  let last: number | undefined;
  let lastRow: string | undefined;
  return async () => {
    const at = await databaseNow(read, 'sqlite');
    const rows = await readFrom(read, last ?? Number.MAX_SAFE_INTEGER);
    const { highest } = rows[0]!;
    const found = rows.filter((row): row is ChangeRow => row.sequence !== null);
    const seen = found.find(({ sequence }) => sequence === last);
    const isOther = seen !== undefined && lastRow !== undefined && textOf(seen) !== lastRow;
    const isRolledBack = last !== undefined && (highest < last || isOther);
    const changes = found
      .filter(({ sequence }) => sequence !== last || isOther)
      .map(({ organisation_id, kind, subject }) => ({ organisationId: organisation_id, kind, subject }));
    const newest = found.at(-1);
    // Without a row the last one was pruned, or there is an older state: its number may be given anew.
    last = newest?.sequence ?? highest;
    lastRow = newest && textOf(newest);
    return { changes, at, isRolledBack };
  };
}

function textOf({ organisation_id, kind, subject, at }: ChangeRow): string {
  return JSON.stringify([organisation_id, kind, subject, at]);
}
