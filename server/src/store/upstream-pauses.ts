/**
 * Which upstreams have asked for a pause, so that it can be shown: written by the brokers, read by the control plane.
 * Nothing is refused on the word of these rows, which whoever writes to the database could make.
 */
import type { Instant } from '../domain/instant.ts';
import type { UpstreamPause } from '../domain/limits.ts';
import type { Queries, Transaction } from './store.ts';

/** Stores pauses, some hundreds at most, each origin of a credential once; of two for one the longer stays. */
export async function recordPauses(tx: Transaction, pauses: readonly UpstreamPause[]): Promise<void> {
  if (pauses.length === 0) return;
  const rows = pauses.map(({ organisationId, credentialId, origin, until }) => {
    return { organisation_id: organisationId, credential_id: credentialId, origin, until };
  });
  await tx
    .insertInto('upstream_pauses')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'credential_id', 'origin'])
        .doUpdateSet(({ ref }) => ({ until: ref('excluded.until') }))
        .whereRef('excluded.until', '>', 'upstream_pauses.until'),
    )
    .execute();
}

/** Until when some origin is paused for the credential; undefined where none is. */
export async function pausedUntil(
  queries: Queries,
  { organisationId, credentialId }: Pick<UpstreamPause, 'organisationId' | 'credentialId'>,
  now: Instant,
): Promise<Instant | undefined> {
  const row = await queries
    .selectFrom('upstream_pauses')
    .select('until')
    .where('organisation_id', '=', organisationId)
    .where('credential_id', '=', credentialId)
    .where('until', '>', now)
    .orderBy('until', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.until;
}

/** Removes what is over. */
export async function deletePastPauses(tx: Transaction, now: Instant): Promise<void> {
  await tx.deleteFrom('upstream_pauses').where('until', '<=', now).execute();
}
