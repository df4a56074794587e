/** Reads the events of one organisation, newest first, and removes them when their time is over. */
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { EventType, StoredEvent } from '../domain/event.ts';
import type { Instant } from '../domain/instant.ts';
import type { EventTable } from '../store/event-tables.ts';
import { inPage, listBinding, type Page, type PageRequest, pageOf } from '../store/page.ts';
import type { Schema } from '../store/schema.ts';
import type { Queries, Transaction } from '../store/store.ts';

/** Which events to list; all that is given must hold. */
export interface EventListRequest extends PageRequest {
  readonly type?: EventType;
  readonly credentialId?: string;
  /** Of whichever credential bore it. */
  readonly credentialKey?: string;
  /** Of these solutions alone; the empty string stands for what belongs to the organisation itself. */
  readonly solutions?: readonly string[];
  /** Whether those of members are left out: they tell of the whole organisation. */
  readonly withoutMembers?: true;
  readonly from?: Instant;
  readonly to?: Instant;
}

type EventQuery = SelectQueryBuilder<Schema, 'events', Selectable<EventTable>>;

const BATCH = 1000;

/** The event of a row. */
function eventFromRow(row: Selectable<EventTable>): StoredEvent {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    at: row.at,
    type: row.type as EventType,
    solutionId: row.solution_id,
    ...(row.credential_id !== null && { credentialId: row.credential_id }),
    ...(row.credential_key !== null && { credentialKey: row.credential_key }),
    data: JSON.parse(row.data),
  };
}

/**
 * A page of the organisation's events.
 *
 * @throws Problem `request/cursor-invalid` for a cursor of another list, organisation or filter
 */
export async function listEvents(
  queries: Queries,
  organisationId: string,
  request: EventListRequest,
): Promise<Page<StoredEvent>> {
  const { limit, cursor: _, ...filters } = request;
  const { type, credentialId, credentialKey, solutions, withoutMembers, from, to } = filters;
  const binding = listBinding('events', { organisationId, ...filters });
  let query: EventQuery = queries.selectFrom('events').selectAll().where('organisation_id', '=', organisationId);
  if (credentialId !== undefined) query = query.where('credential_id', '=', credentialId);
  if (credentialKey !== undefined) query = query.where('credential_key', '=', credentialKey);
  if (type !== undefined) query = query.where('type', '=', type);
  if (solutions !== undefined) query = query.where('solution_id', 'in', solutions);
  if (withoutMembers) query = query.where('type', 'not like', 'member.%');
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  const rows = await inPage(query, request, { binding, by: 'at' }).execute();
  return pageOf(rows.map(eventFromRow), { binding, limit, positionOf: ({ at, id }) => ({ at, id }) });
}

/** Removes up to 1,000 events from before the given instant, sent or not. @returns how many */
export async function pruneEvents(tx: Transaction, before: Instant): Promise<number> {
  const { numAffectedRows = 0n } = await sql`delete from events where (organisation_id, id) in (
    select organisation_id, id from events where at < ${before} order by at limit ${BATCH})`.execute(tx);
  return Number(numAffectedRows);
}
