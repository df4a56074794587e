/** What the pages of access tokens ask of the API, under which keys the answers are kept, and how tokens look. */
import type { ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

export type AccessToken = ResultOf<'accessTokens.get'>;

export type Grant = AccessToken['grants'][number];

/** With the token itself, which is answered once. */
export type IssuedToken = ResultOf<'accessTokens.create'>;

type Place = Pick<Organisation, 'client' | 'reference'>;

/** Everything about access tokens, to be asked for again once one was written. */
export const tokensKey = ({ reference }: Place) => [reference, 'access-tokens'] as const;

/** One. */
export function tokenQuery(place: Place, id: string) {
  return queryOptions({
    queryKey: [...tokensKey(place), 'one', id],
    queryFn: ({ signal }) => place.client.accessTokens.get(id, { signal }),
  });
}

/** What one grant is about, in a few words. */
export function namesOf({ credentials, functions = [] }: Grant): string {
  return [...credentials, ...functions.map((name) => `${name}()`)].join(', ');
}
