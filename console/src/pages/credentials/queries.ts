/** What the pages of credentials ask of the API, and under which keys the answers are kept. */
import type { OptionsOf, ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

/** What is listed, and in which order. */
export type ListRequest = Pick<
  OptionsOf<'credentials.list'>,
  'search' | 'component' | 'status' | 'verdict' | 'owner' | 'label' | 'solution' | 'sort'
>;

type Place = Pick<Organisation, 'client' | 'reference'>;

/** Everything about credentials, to be asked for again once one was written. */
export const credentialsKey = ({ reference }: Place) => [reference, 'credentials'] as const;

/** One credential. @param id - Not a key, which may mean another one in a solution. */
export function credentialQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: [...credentialsKey(place), 'one', id],
    queryFn: ({ signal }) => place.client.credentials.get(id, { signal }),
  });
}

/** Who uses it. */
export function usagesQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: [...credentialsKey(place), 'usages', id],
    queryFn: ({ signal }) => place.client.credentials.usages(id, { signal }),
  });
}

/** One component with its count. */
export type ComponentCount = ResultOf<'components.list'>['items'][number];

/** Components with counts, and how they look. */
export function componentsQuery(place: Place) {
  return queryOptions({
    queryKey: [...credentialsKey(place), 'components'],
    queryFn: async ({ signal }) => (await place.client.components.list({ signal })).items,
  });
}
