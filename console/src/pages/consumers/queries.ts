/** What the pages of consumers ask of the API. */
import type { OptionsOf, ResultOf } from '@keyward/sdk';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

export type Consumer = ResultOf<'consumers.get'>;

/** What narrows the list. */
export type ConsumerFilters = Pick<OptionsOf<'consumers.list'>, 'kind' | 'solution' | 'search'>;

const PAGE_ITEMS = 100;

/** Everything about consumers. */
export const consumersKey = ({ reference }: Place) => [reference, 'consumers'] as const;

/** The list, page by page. */
export function consumerListQuery(place: Place, filters: ConsumerFilters) {
  return infiniteQueryOptions({
    queryKey: [...consumersKey(place), 'list', filters],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: PAGE_ITEMS, ...(pageParam !== undefined && { cursor: pageParam }) };
      return place.client.consumers.list({ ...filters, ...page, signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** One consumer. */
export function consumerQuery(place: Place, kind: string, externalId: string) {
  return queryOptions({
    queryKey: [...consumersKey(place), 'one', kind, externalId],
    queryFn: ({ signal }) => place.client.consumers.get(kind, externalId, { signal }),
    staleTime: 0,
  });
}

/** What a new use may be given: usable, of the component, and the caller's to grant. */
export function choiceQuery(place: Place, { component, solution }: { component: string; solution: string }) {
  return queryOptions({
    queryKey: [...consumersKey(place), 'choice', component, solution],
    queryFn: async ({ signal }) => {
      const asked = { for: 'consumer' as const, component, limit: 200, ...(solution !== '' && { solution }) };
      return (await place.client.credentials.list({ ...asked, signal })).items;
    },
    staleTime: 0,
  });
}
