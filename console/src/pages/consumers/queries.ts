/** What the pages of consumers ask of the API. */
import type { OptionsOf, ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

export type Consumer = ResultOf<'consumers.get'>;

/** What narrows the list. */
export type ConsumerFilters = Pick<OptionsOf<'consumers.list'>, 'kind' | 'solution' | 'search'>;

/** Everything about consumers. */
export const consumersKey = ({ reference }: Place) => [reference, 'consumers'] as const;

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
