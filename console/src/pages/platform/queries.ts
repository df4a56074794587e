/** What the pages of the platform ask of the API, and under which keys the answers are kept. */
import type { ResultOf } from '@keyward/sdk';
import { queryOptions } from '@tanstack/react-query';
import type { Organisation } from '../../session/organisation.tsx';

export type PlatformMember = ResultOf<'platformMembers.list'>['items'][number];

export type PlatformInvitation = ResultOf<'platformInvitations.list'>['items'][number];

export type Person = ResultOf<'platformPeople.list'>['items'][number];

export type PersonDetail = ResultOf<'platformPeople.get'>;

/** Everything about members of the platform. */
export const platformKey = ['platform', 'members'] as const;

/** Everything about accounts. */
export const accountsKey = ['platform', 'accounts'] as const;

/** One account, with what belongs to it. */
export function accountQuery({ client }: Pick<Organisation, 'client'>, id: string) {
  return queryOptions({
    queryKey: [...accountsKey, id],
    queryFn: ({ signal }) => client.platformPeople.get(id, { signal }),
  });
}
