/** When credentials and tokens were last used: many at once, never back in time. */
import { sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import { type JsonColumn, selectJsonRows } from './json-rows.ts';
import type { Store, Transaction } from './store.ts';

/** The use of one record. */
export interface LastUse {
  readonly organisationId: string;
  readonly id: string;
  readonly at: Instant;
}

const columns: readonly JsonColumn[] = [
  ['organisation_id', 'text'],
  ['id', 'text'],
  ['at', 'bigint'],
];

function rowsOf(uses: readonly LastUse[]) {
  // In one order on every node, so that two of them never wait for each other's rows.
  return [...uses].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ organisationId, id, at }) => [organisationId, id, at]);
}

/** Notes the uses; an earlier time than the stored one changes nothing, nor does a record that is not there. */
export async function recordLastUses(
  tx: Transaction,
  dialect: Store['dialect'],
  table: 'credentials' | 'access_tokens',
  uses: readonly LastUse[],
): Promise<void> {
  if (uses.length === 0) return;
  const used = selectJsonRows(dialect, columns, rowsOf(uses));
  const target = sql.table(table);
  if (dialect === 'postgres') {
    // An update locks in the order of its join; the locks of this one lie ahead of it, in the order of ids.
    await sql`with used as (${used}) select 1 from ${target} as t join used using (organisation_id, id)
      order by t.id for no key update of t`.execute(tx);
  }
  await sql`with used as (${used}) update ${target} as t set last_used_at = used.at from used
    where t.organisation_id = used.organisation_id and t.id = used.id
      and (t.last_used_at is null or t.last_used_at < used.at)`.execute(tx);
}
