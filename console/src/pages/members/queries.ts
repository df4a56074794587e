/** What the pages of members ask of the API, and under which keys the answers are kept. */
import type { ResultOf } from '@keyward/sdk';
import type { Organisation } from '../../session/organisation.tsx';

export type Member = ResultOf<'members.list'>['items'][number];

export type Invitation = ResultOf<'invitations.list'>['items'][number];

/** Everything about members, to be asked for again once one was changed. */
export const membersKey = ({ reference }: Pick<Organisation, 'reference'>) => [reference, 'members'] as const;

/** The roles in the organisation, with what they are for. */
export const roleWords = {
  user: 'reads',
  editor: 'credentials, functions, tokens',
  admin: 'members, settings, logs too',
  owner: 'everything',
} as const;

/** Roles as choices. */
export const roleChoices = (Object.keys(roleWords) as (keyof typeof roleWords)[]).map((role) => {
  return { value: role, label: `${role}: ${roleWords[role]}` };
});
