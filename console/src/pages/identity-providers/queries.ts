/** What the page of identity providers asks of the API: of the organisation, or of the installation. */
import type { ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

export type IdentityProvider = ResultOf<'identityProviders.get'>;

/** Whose they are. */
export type Scope = 'organisation' | 'installation';

/** Those of a scope, with what is asked of them. */
export function groupOf({ client }: Pick<Organisation, 'client'>, scope: Scope) {
  return scope === 'installation' ? client.platformIdentityProviders : client.identityProviders;
}

export const providersKey = ({ reference }: Pick<Organisation, 'reference'>, scope: Scope) =>
  ['identity-providers', scope === 'installation' ? '' : reference] as const;

/** All of them, for there are few. */
export function providersQuery(place: Organisation, scope: Scope) {
  return queryOptions({
    queryKey: providersKey(place, scope),
    queryFn: async () => (await groupOf(place, scope).list()).items,
  });
}

/** Whether somebody may look after those of the installation; the API decides, this only spares a click. */
export function mayManagePlatform({ who }: Pick<Organisation, 'who'>): boolean {
  return who.isPlatform && who.role === 'owner';
}
