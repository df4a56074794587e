/**
 * A sample of an organisation's live credentials: some at each of several times of creation, since what was created last
 * may be unlike all before it. It tells the frequent from the rare at a cost that does not grow.
 */
import { type RawBuilder, sql } from 'kysely';

const POINTS = [0, 0.25, 0.5, 0.75];
const ROWS_AT_POINT = 40;

/** Of so many rows, at most. */
export const SAMPLE_SIZE = ROWS_AT_POINT * (POINTS.length + 1);

function edge(organisationId: string, order: 'asc' | 'desc'): RawBuilder<number> {
  return sql`(select e.created_at from credentials e where e.organisation_id = ${organisationId}
    and e.status <> 'deleted' order by e.created_at ${sql.raw(order)}, e.id ${sql.raw(order)} limit 1)`;
}

function rowsFrom(organisationId: string, from: RawBuilder<unknown>, order: 'asc' | 'desc'): RawBuilder<unknown> {
  return sql`select * from (select c.* from credentials c where c.organisation_id = ${organisationId}
    and c.status <> 'deleted' ${from} order by c.created_at ${sql.raw(order)}, c.id ${sql.raw(order)}
    limit ${ROWS_AT_POINT}) as part`;
}

/** A query of the sample's whole rows; of a small organisation, the same row may come twice. */
export function sampleRows(organisationId: string): RawBuilder<unknown> {
  const [first, last] = [edge(organisationId, 'asc'), edge(organisationId, 'desc')];
  const parts = POINTS.map((share) => {
    const from = sql`and c.created_at >= ${first} + cast((${last} - ${first}) * ${sql.raw(String(share))} as bigint)`;
    return rowsFrom(organisationId, from, 'asc');
  });
  return sql.join([...parts, rowsFrom(organisationId, sql``, 'desc')], sql` union all `);
}
