/** Who was seen using a credential, and where: the sums of its statistics, over all the time that they are kept. */
import { sql } from 'kysely';
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './store.ts';

/** The traffic of one consumer to one origin. */
export interface ObservedTraffic {
  /** Empty where the callers named none. */
  readonly consumer: string;
  readonly origin: string;
  readonly count: number;
  readonly firstUsedAt: Instant;
  readonly lastUsedAt: Instant;
}

type Row = { consumer: string; origin: string; count: number | string; first_used_at: number; last_used_at: number };

/** What is asked for of a credential's traffic. */
export interface TrafficRequest {
  readonly credentialId: string;
  /** That of these alone; of all by default. */
  readonly consumers?: readonly string[] | undefined;
  readonly limit: number;
}

/** The traffic by consumer and origin, the last used first. */
export async function observedTraffic(
  queries: Queries,
  organisationId: string,
  { credentialId, consumers, limit }: TrafficRequest,
): Promise<ObservedTraffic[]> {
  if (consumers?.length === 0) return [];
  const isAsked = consumers ? sql`consumer in (${sql.join(consumers)})` : sql`true`;
  const { rows } = await sql<Row>`
    select consumer, origin, cast(sum(count) as bigint) as count, min(first_used_at) as first_used_at,
      max(last_used_at) as last_used_at
    from credential_use where organisation_id = ${organisationId} and credential_id = ${credentialId} and ${isAsked}
    group by consumer, origin order by max(last_used_at) desc, consumer, origin limit ${limit}`.execute(queries);
  return rows.map(({ consumer, origin, count, first_used_at, last_used_at }) => {
    return { consumer, origin, count: Number(count), firstUsedAt: first_used_at, lastUsedAt: last_used_at };
  });
}
