/** What the pages of OAuth configurations ask of the API. */
import type { ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

type Place = Pick<Organisation, 'client' | 'reference'>;

/** An OAuth client of the organisation. */
export type Configuration = ResultOf<'oauthConfigurations.get'>;

/** Everything about them, to be asked for again once one was written. */
export const configurationsKey = ({ reference }: Place) => [reference, 'oauth-configurations'] as const;

/** All of them, for there are few. */
export function configurationsQuery(place: Place) {
  return queryOptions({
    queryKey: [...configurationsKey(place), 'list'],
    queryFn: () => Array.fromAsync(place.client.oauthConfigurations.iterate({ limit: 200 })),
  });
}

/** What the redirect doctor finds. */
export function redirectQuery(place: Place, configuration: string) {
  return queryOptions({
    queryKey: [...configurationsKey(place), 'redirect', configuration],
    queryFn: ({ signal }) => place.client.oauthConfigurations.redirect(configuration, { signal }),
  });
}

/** Roles that may write them, in the whole organisation; the API decides, this only spares a click. */
export function mayManageOAuth({ who, reference }: Pick<Organisation, 'who' | 'reference'>): boolean {
  const membership = who.memberships?.find(({ organisation: { id, slug } }) => id === reference || slug === reference);
  return [who.role, membership?.role].some((role) => role === 'owner' || role === 'admin');
}
