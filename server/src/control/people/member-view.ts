/** Members and invitations as they are sent and answered: of solutions only those that the caller may see. */
import { type Static, Type } from 'typebox';
import type { Principal } from '../../domain/access-token.ts';
import { type Role, roles } from '../../domain/grant.ts';
import { formatInstant } from '../../domain/instant.ts';
import { type Conferred, type Invitation, roleInSolution, solutionRoles } from '../../domain/membership.ts';
import { seesSolution } from '../../domain/solution.ts';
import { countTokensIssuedBy } from '../../store/issued-tokens.ts';
import type { Member } from '../../store/memberships.ts';
import type { Call } from '../route.ts';
import { instant } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const role = Type.Enum([...roles]);
const inSolution = Type.Enum([...solutionRoles]);

/** Body of a change of a member; null takes the role in the organisation and leaves those in solutions. */
export const memberPatch = Type.Object({ role: Type.Union([role, Type.Null()]) }, { ...closed, title: 'MemberPatch' });

/** Body of a role in a solution. */
export const solutionMemberBody = Type.Object({ role: inSolution }, { ...closed, title: 'SolutionMemberInput' });

/** Body of an invitation: a role in the organisation, roles in solutions, or both. */
export const invitationBody = Type.Object(
  {
    /** Only an account with this address may accept; without it whoever has the link. */
    email: Type.Optional(Type.String({ maxLength: 254 })),
    role: Type.Optional(role),
    solutions: Type.Optional(
      Type.Array(
        Type.Object(
          { solution: Type.String({ maxLength: 256 }), role: inSolution },
          { ...closed, title: 'SolutionRole' },
        ),
        { minItems: 1, maxItems: 16 },
      ),
    ),
    /** At most 30 days from now; a week by default. */
    expiresAt: Type.Optional(instant),
  },
  { ...closed, title: 'InvitationInput' },
);

export type InvitationBody = Static<typeof invitationBody>;

const rolesView = Type.Array(Type.Object({ id: Type.String(), role: Type.String() }, closed));

const memberMembers = {
  personId: Type.String(),
  email: Type.String(),
  name: Type.String(),
  /** In the whole organisation. */
  role: Type.Optional(Type.String()),
  /** Of their own in solutions, by id. */
  solutions: rolesView,
  hasSecondFactor: Type.Boolean(),
  /** Whether their account is deactivated: they sign in nowhere. */
  isDeactivated: Type.Boolean(),
  createdAt: instant,
  createdBy: Type.String(),
  updatedAt: instant,
  updatedBy: Type.String(),
};

/** One member. */
export const memberView = Type.Object(memberMembers, { ...closed, title: 'Member' });

/** One member, with what they have issued. */
export const memberDetailView = Type.Object(
  {
    ...memberMembers,
    /** Access tokens that they issued, and those made with these in turn, that live: they stay where a member is removed. */
    activeTokens: Type.Integer(),
  },
  { ...closed, title: 'MemberDetail' },
);

/** How a removal takes access tokens of the member's making: they stay by default. */
export const removalQuery = Type.Object({ tokens: Type.Optional(Type.Enum(['keep', 'revoke'])) }, closed);

/** What became of the access tokens that somebody issued, and of those made with these in turn. */
const issuedTokensView = Type.Object(
  {
    revoked: Type.Integer(),
    /** Live on. */
    remaining: Type.Integer(),
  },
  { ...closed, title: 'IssuedTokens' },
);

/** Somebody is a member no longer. */
export const removedMemberView = Type.Object(
  { personId: Type.String(), tokens: issuedTokensView },
  { ...closed, title: 'RemovedMember' },
);

/** One open invitation. */
const invitationMembers = {
  id: Type.String(),
  email: Type.Optional(Type.String()),
  role: Type.Optional(Type.String()),
  solutions: rolesView,
  expiresAt: instant,
  createdAt: instant,
  createdBy: Type.String(),
};

export const invitationView = Type.Object(invitationMembers, { ...closed, title: 'Invitation' });

/** The same with the link, as answered once. */
export const issuedInvitationView = Type.Object(
  { ...invitationMembers, link: Type.String() },
  { ...closed, title: 'IssuedInvitation' },
);

function viewSolutions({ solutions }: Conferred, principal: Principal): { id: string; role: Role }[] {
  const seen = Object.entries(solutions).filter(([id]) => seesSolution(principal, id));
  return seen.map(([id, each]) => ({ id, role: each })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** @param solutionId - Where the role is meant; the organisation by default. */
export function viewMember(member: Member, principal: Principal, solutionId?: string): Static<typeof memberView> {
  const { personId, email, name, hasSecondFactor, isDeactivated, createdAt, createdBy, updatedAt, updatedBy } = member;
  const shown = solutionId === undefined ? member.role : roleInSolution(member, solutionId);
  return {
    ...{ personId, email, name, hasSecondFactor, isDeactivated, createdBy, updatedBy },
    ...(shown && { role: shown }),
    solutions: viewSolutions(member, principal),
    ...{ createdAt: formatInstant(createdAt), updatedAt: formatInstant(updatedAt) },
  };
}

/** The member with how many tokens of their making live here. */
export async function viewMemberDetail(
  { services, principal, organisation }: Pick<Call, 'services' | 'principal' | 'organisation'>,
  member: Member,
): Promise<Static<typeof memberDetailView>> {
  const issued = { issuer: member.personId, organisationId: organisation.id, now: services.clock() };
  const activeTokens = await countTokensIssuedBy(services.store.read, issued);
  return { ...viewMember(member, principal), activeTokens };
}

export function viewInvitation(invitation: Invitation, principal: Principal): Static<typeof invitationView> {
  const { id, email, role: given, expiresAt, createdAt, createdBy } = invitation;
  return {
    ...{ id, createdBy, expiresAt: formatInstant(expiresAt), createdAt: formatInstant(createdAt) },
    ...(email !== undefined && { email }),
    ...(given && { role: given }),
    solutions: viewSolutions(invitation, principal),
  };
}
