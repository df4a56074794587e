/** Which connections are aliases of a named OAuth configuration: by its key, as their records name it. */
import { sql } from 'kysely';
import type { Credential } from '../domain/credential.ts';
import { credentialFromRow } from './credential-row.ts';
import { dialectOf } from './dialect-of.ts';
import type { Queries } from './store.ts';

/** To the letter as the index has it, or the index is not used. */
function aliasOf(queries: Queries) {
  return dialectOf(queries) === 'postgres'
    ? sql<string>`(fields::jsonb ->> 'configuration')`
    : sql<string>`json_extract(fields, '$.configuration')`;
}

function aliases(queries: Queries, organisationId: string) {
  return queries
    .selectFrom('credentials')
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`type = 'OAuthAlias' and status <> 'deleted'`)
    .where('deleted_at', 'is', null);
}

/** How many connections each key has; a key without any is left out. @param keys - Some hundreds at most. */
export async function countOAuthAliases(
  queries: Queries,
  organisationId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const alias = aliasOf(queries);
  const rows = await aliases(queries, organisationId)
    .where(alias, 'in', keys)
    .select(({ fn }) => [alias.as('named'), fn.countAll<number | string | bigint>().as('count')])
    .groupBy(alias)
    .execute();
  return new Map(rows.map(({ named, count }) => [named, Number(count)]));
}

/** The connections of a key, in the order of their own keys. @param limit - Absent: all. */
export async function listOAuthAliases(
  queries: Queries,
  { organisationId, key }: { readonly organisationId: string; readonly key: string },
  limit?: number,
): Promise<Credential[]> {
  let query = aliases(queries, organisationId)
    .where(aliasOf(queries), '=', key)
    .selectAll()
    .orderBy('key')
    .orderBy('id');
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(credentialFromRow);
}
