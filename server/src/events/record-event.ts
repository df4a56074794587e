/**
 * Records events inside the acting transaction: what is done is told, and what is rolled back never is. Whoever writes a
 * credential calls `recordCredentialEvents`; sending to webhooks is done later, by the broker.
 */
import { sql } from 'kysely';
import type { NewEvent } from '../domain/event.ts';
import { newId } from '../domain/id.ts';
import type { Instant } from '../domain/instant.ts';
import type { Transaction } from '../store/store.ts';

/** Whoever records it makes its one delivery too. */
const TO_ONE: ReadonlySet<NewEvent['type']> = new Set(['webhook.test']);

/** Records one event. @returns its id */
export async function recordEvent(tx: Transaction, event: NewEvent, at: Instant): Promise<string> {
  const [id] = await recordEvents(tx, [event], at);
  return id!;
}

/**
 * Records several events at once, in their order, 1,000 at most.
 *
 * @param at - Database time.
 * @returns their ids
 */
export async function recordEvents(tx: Transaction, events: readonly NewEvent[], at: Instant): Promise<string[]> {
  if (events.length === 0) return [];
  // Ids of one millisecond come in no order of their own, and lists are ordered by them.
  const ids = events.map(() => newId('evt')).sort();
  const rows = events.map(({ organisationId, type, solutionId, credentialId, credentialKey, data }, index) => ({
    organisation_id: organisationId,
    id: ids[index]!,
    at,
    type,
    solution_id: solutionId,
    credential_id: credentialId ?? null,
    credential_key: credentialKey ?? null,
    data: JSON.stringify(data),
    // Without a webhook there is nobody to send it to, and nothing left to do.
    is_dispatched: TO_ONE.has(type)
      ? 1
      : sql<number>`case when exists (select 1 from webhooks
      where organisation_id = ${organisationId} and is_active = 1) then 0 else 1 end`,
  }));
  await tx.insertInto('events').values(rows).execute();
  return ids;
}
