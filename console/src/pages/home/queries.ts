/** What the home page counts. Each answer holds a hundred at most: more than that are said to be more. */
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';
import { credentialsKey } from '../credentials/queries.ts';

const MOST = 100;
const DAY_MS = 86_400_000;

/** Before so many days an end is soon. */
export const SOON_DAYS = 30;

/** What is younger than so many days may well not have been used yet. */
export const UNUSED_DAYS = 7;

/** How many there are, and whether there may be more. */
export interface Count {
  readonly count: number;
  readonly isMore: boolean;
  /** Where there is exactly one. */
  readonly onlyId?: string | undefined;
}

interface Found {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor?: string | undefined;
}

function countOf({ items, nextCursor }: Found, isMore = nextCursor !== undefined): Count {
  return { count: items.length, isMore, onlyId: items.length === 1 && !isMore ? items[0]!.id : undefined };
}

type Status = 'incomplete' | 'invalid' | 'reconnect_required' | 'expired';

/** Credentials in a state. */
export function inStatusQuery(place: Organisation, status: Status) {
  return queryOptions({
    queryKey: [...credentialsKey(place), 'home', status],
    queryFn: async ({ signal }) => countOf(await place.client.credentials.list({ status, limit: MOST, signal })),
  });
}

/** Credentials that their API has refused. */
export function rejectedQuery(place: Organisation) {
  return queryOptions({
    queryKey: [...credentialsKey(place), 'home', 'rejected'],
    queryFn: async ({ signal }) =>
      countOf(await place.client.credentials.list({ verdict: 'rejected', limit: MOST, signal })),
  });
}

/** Credentials that end soon, by the list that has the soonest first. */
export function expiringQuery(place: Organisation) {
  return queryOptions({
    queryKey: [...credentialsKey(place), 'home', 'expiring'],
    queryFn: async ({ signal }) => {
      const found = await place.client.credentials.list({ sort: 'expiresAt', limit: MOST, signal });
      const [now, until] = [Date.now(), Date.now() + SOON_DAYS * DAY_MS];
      const soon = found.items.filter(({ expiresAt }) => {
        const at = expiresAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
        return at > now && at <= until;
      });
      return countOf({ items: soon }, found.nextCursor !== undefined && soon.length === found.items.length);
    },
  });
}

/** Credentials that nothing has used since they were added, by the list that has the longest unused first. */
export function unusedQuery(place: Organisation) {
  return queryOptions({
    queryKey: [...credentialsKey(place), 'home', 'unused'],
    queryFn: async ({ signal }) => {
      const found = await place.client.credentials.list({ sort: 'lastUsedAt', limit: MOST, signal });
      const since = Date.now() - UNUSED_DAYS * DAY_MS;
      const never = found.items.filter(({ lastUsedAt }) => lastUsedAt === undefined);
      const unused = never.filter(({ createdAt }) => Date.parse(createdAt) < since);
      return countOf({ items: unused }, found.nextCursor !== undefined && never.length === found.items.length);
    },
  });
}

/** Access tokens: how many are good, which of them end soon, and whether one that may use something was ever shown. */
export function tokensQuery(place: Organisation) {
  return queryOptions({
    queryKey: [place.reference, 'access-tokens', 'home'],
    queryFn: async ({ signal }) => {
      const { items } = await place.client.accessTokens.list({ limit: 200, signal });
      const active = items.filter(({ state }) => state === 'active');
      const until = Date.now() + SOON_DAYS * DAY_MS;
      const ending = active.filter(({ expiresAt }) => expiresAt !== undefined && Date.parse(expiresAt) <= until);
      return {
        active: active.length,
        ending: countOf({ items: ending }),
        isUsed: items.some(({ grants, lastUsedAt }) => grants.length > 0 && lastUsedAt !== undefined),
      };
    },
  });
}

/** Webhooks that are sent nothing any more, and those that do not take what they are sent. An organisation has 100 at most. */
export function webhooksQuery(place: Organisation) {
  return queryOptions({
    queryKey: [place.reference, 'webhooks', 'home'],
    queryFn: async ({ signal }) => {
      const { items } = await place.client.webhooks.list({ limit: MOST, signal });
      const inState = (state: string) => countOf({ items: items.filter(({ status }) => status === state) });
      return { disabled: inState('disabled'), failing: inState('failing') };
    },
  });
}

/** What has happened last. */
export function latestEventsQuery(place: Organisation) {
  return queryOptions({
    queryKey: [place.reference, 'events', 'home'],
    queryFn: async ({ signal }) => (await place.client.events.list({ limit: 8, signal })).items,
  });
}
