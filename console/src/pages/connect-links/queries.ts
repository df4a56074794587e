/** What the pages of connect links ask of the API. */
import type { ResultOf } from '@keyward/sdk';
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

/** One link, without its address. */
export type ConnectLink = ResultOf<'connectLinks.get'>;

/** One just made, with its address. */
export type MadeConnectLink = ResultOf<'connectLinks.create'>;

const PAGE_ITEMS = 100;

/** Everything about them, to be asked for again once one was made or withdrawn. */
export const connectLinksKey = ({ reference }: Place) => [reference, 'connect-links'] as const;

/** The list, page by page, newest first. */
export function connectLinksQuery(place: Place) {
  return infiniteQueryOptions({
    queryKey: [...connectLinksKey(place), 'list'],
    queryFn: ({ pageParam, signal }) => {
      const page = { limit: PAGE_ITEMS, ...(pageParam !== undefined && { cursor: pageParam }) };
      return place.client.connectLinks.list({ ...page, signal });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
