/** Where somebody is a member: of one organisation, or of the platform. What is alike in both has the same commands. */
import type { KeywardClient } from '@keyward/sdk';

/** One kind, with the methods that both have. */
export interface MemberKind {
  /** What they are removed from, for people. */
  readonly place: string;
  groupsOf(client: KeywardClient): {
    readonly members: Pick<KeywardClient['platformMembers'], 'remove'>;
    readonly invitations: Pick<KeywardClient['platformInvitations'], 'iterate' | 'remove'>;
  };
}

/** Of one organisation. */
export const organisationMembers: MemberKind = {
  place: 'here',
  groupsOf: ({ members, invitations }) => ({ members, invitations }),
};

/** Of every organisation. */
export const platformMembers: MemberKind = {
  place: 'as a member of the platform',
  groupsOf: ({ platformMembers: members, platformInvitations: invitations }) => ({ members, invitations }),
};
