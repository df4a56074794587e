/** How many credentials each component has. */
import { sql } from 'kysely';
import { appliedFilters, type CredentialFilters } from './credential-filter.ts';
import type { Queries } from './store.ts';

/** A component with the credentials that pass the filters; deleted ones are none. */
export interface ComponentCount {
  readonly component: string;
  /** A type in the place of a provider. */
  readonly isType: boolean;
  readonly credentials: number;
  /** Those of them that are valid. */
  readonly valid: number;
}

/** @returns in the order of names; as many as there are components in use */
export async function countComponents(
  queries: Queries,
  organisationId: string,
  filters: Pick<CredentialFilters, 'owner' | 'solution' | 'solutions' | 'labels'>,
): Promise<ComponentCount[]> {
  const applied = await appliedFilters(queries, organisationId, filters);
  const [own, live] = [sql`c.organisation_id = ${organisationId}`, sql`c.status <> 'deleted'`];
  const conditions = sql.join([own, live, ...applied.map((filter) => filter.direct ?? filter.condition)], sql` and `);
  const { rows } = await sql<{
    component: string;
    type_only: number | string;
    credentials: number | string;
    valid: number | string;
  }>`
    select coalesce(c.provider, c.type) as component, count(*) as credentials,
      sum(case when c.provider is null then 1 else 0 end) as type_only,
      sum(case when c.status = 'valid' then 1 else 0 end) as valid
    from credentials c where ${conditions}
    group by coalesce(c.provider, c.type) order by 1`.execute(queries);
  return rows.map(({ component, credentials, type_only, valid }) => {
    return { component, isType: Number(type_only) > 0, credentials: Number(credentials), valid: Number(valid) };
  });
}
