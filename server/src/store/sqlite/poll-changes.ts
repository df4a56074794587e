/**
 * What SQLite has committed since: one writer at a time, so that rows commit in the order of their rowid, and none is
 * given twice.
 */
import { type Kysely, sql } from 'kysely';
import type { PollChanges } from '../change-feed.ts';
import { databaseNow } from '../database-time.ts';
import type { Schema } from '../schema.ts';

/** Database time is the machine's: SQLite has no other. It is asked before the rows, which may be newer but not older. */
export function pollSqlite(read: Kysely<Schema>): PollChanges {
  let last: number | undefined;
  return async () => {
    const at = await databaseNow(read, 'sqlite');
    if (last === undefined) {
      const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = 'changes'`.execute(read);
      last = rows[0]?.seq ?? 0;
      return { changes: [], at, isRolledBack: false };
    }
    const rows = await read
      .selectFrom('changes')
      .select(['sequence', 'organisation_id', 'kind', 'subject'])
      .where('sequence', '>', last)
      .orderBy('sequence')
      .execute();
    last = rows.at(-1)?.sequence ?? last;
    const changes = rows.map(({ organisation_id, kind, subject }) => ({
      organisationId: organisation_id,
      kind,
      subject,
    }));
    return { changes, at, isRolledBack: false };
  };
}
