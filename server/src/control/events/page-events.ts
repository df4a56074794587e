/** A page of events in an answer, and what its query takes; an event has the same shape here and in a webhook. */
import { type Static, Type } from 'typebox';
import type { Principal } from '../../domain/access-token.ts';
import { eventTypes, type StoredEvent } from '../../domain/event.ts';
import { isId } from '../../domain/id.ts';
import { formatInstant } from '../../domain/instant.ts';
import { type EventListRequest, listEvents } from '../../events/list-events.ts';
import { period, readPeriod } from '../period.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT, inSolution, instant, paging, word } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

const event = Type.Object(
  {
    id: Type.String(),
    type: Type.Enum([...eventTypes]),
    timestamp: instant,
    /** What it is about, without secrets. */
    data: Type.Record(Type.String(), Type.Unknown()),
  },
  { ...closed, title: 'Event' },
);

/** Which events to list. */
export const eventsQuery = Type.Object(
  {
    ...paging,
    type: Type.Optional(Type.Enum([...eventTypes])),
    /** Id or key; a key finds the events of every credential that has borne it. */
    credential: word(128),
    ...inSolution,
    ...period,
  },
  closed,
);

type EventsQuery = Static<typeof eventsQuery>;

/** One scope where it is named, else all that the token sees; of members only who sees them all. */
function scopesOf(
  { solutionIds }: Principal,
  named: string | undefined,
): Pick<EventListRequest, 'solutions' | 'withoutMembers'> {
  const limited = solutionIds && { withoutMembers: true as const };
  if (named !== undefined) return { solutions: [named], ...limited };
  return solutionIds ? { solutions: ['', ...solutionIds], ...limited } : {};
}

function requestOf({ query, principal, solutionId }: Call<unknown, EventsQuery>): EventListRequest {
  const { limit = DEFAULT_LIMIT, cursor, type, credential, solution, from, to } = query;
  const named =
    credential === undefined
      ? {}
      : isId('cred', credential)
        ? { credentialId: credential }
        : { credentialKey: credential };
  return {
    limit,
    ...named,
    ...(cursor !== undefined && { cursor }),
    ...(type !== undefined && { type }),
    ...scopesOf(principal, solution === undefined ? undefined : solutionId),
    ...readPeriod({ from, to }),
  };
}

function viewOf({ id, type, at, data }: StoredEvent): Static<typeof event> {
  return { id, type, timestamp: formatInstant(at), data: { ...data } };
}

/** Events, newest first. */
export const eventsPage = Type.Object({ items: Type.Array(event), nextCursor: Type.Optional(Type.String()) }, closed);

/** @throws Problem `request/cursor-invalid` for a cursor of another list or filter; `request/invalid` for an instant that is none */
export async function pageEvents(call: Call<unknown, EventsQuery>): Promise<Static<typeof eventsPage>> {
  const { items, nextCursor } = await listEvents(call.services.store.read, call.organisation.id, requestOf(call));
  return { items: items.map(viewOf), ...(nextCursor !== undefined && { nextCursor }) };
}
