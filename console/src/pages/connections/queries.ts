/** What the pages of connections ask of the API. Answers lie among those of credentials: a connection is one of them. */
import type { ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';
import { credentialsKey } from '../credentials/queries.ts';

/** A credential with the life of its tokens. */
export type Connection = ResultOf<'connections.get'>;

/** One connection, by the id of its credential. */
export function connectionQuery(place: Pick<Organisation, 'client' | 'reference'>, id: string) {
  return queryOptions({
    queryKey: [...credentialsKey(place), 'connection', id],
    queryFn: ({ signal }) => place.client.connections.get(id, { signal }),
  });
}

/** Types that a consent makes, never a form. */
export const connectedTypes: ReadonlySet<string> = new Set(['OAuth2', 'OAuthAlias', 'OAuth2Refresh']);
