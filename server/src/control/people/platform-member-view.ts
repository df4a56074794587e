/** Members of the platform as they are answered: a role, and no solutions. */
import { type Static, Type } from 'typebox';
import { roles } from '../../domain/grant.ts';
import { formatInstant } from '../../domain/instant.ts';
import { countTokensIssuedBy } from '../../store/issued-tokens.ts';
import type { Member } from '../../store/memberships.ts';
import type { Call } from '../route.ts';
import { instant } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const role = Type.Enum([...roles]);

const members = {
  personId: Type.String(),
  email: Type.String(),
  name: Type.String(),
  /** In every organisation. */
  role: Type.String(),
  hasSecondFactor: Type.Boolean(),
  /** Whether their account is deactivated: they sign in nowhere. */
  isDeactivated: Type.Boolean(),
  createdAt: instant,
  createdBy: Type.String(),
  updatedAt: instant,
  updatedBy: Type.String(),
};

/** One member of the platform. */
export const platformMemberView = Type.Object(members, { ...closed, title: 'PlatformMember' });

/** One, with what they have issued. */
export const platformMemberDetailView = Type.Object(
  {
    ...members,
    /** Access tokens that they issued as a member of the platform, and those made with these in turn, that live. */
    activeTokens: Type.Integer(),
  },
  { ...closed, title: 'PlatformMemberDetail' },
);

/** Body of a change. */
export const platformMemberPatch = Type.Object({ role }, { ...closed, title: 'PlatformMemberPatch' });

/** Body of an invitation to the platform. */
export const platformInvitationBody = Type.Object(
  {
    /** Only an account with this address may accept. */
    email: Type.String({ maxLength: 254 }),
    role,
    /** At most 7 days from now; a day by default. */
    expiresAt: Type.Optional(instant),
  },
  { ...closed, title: 'PlatformInvitationInput' },
);

/** The member for an answer. */
export function viewPlatformMember(member: Member): Static<typeof platformMemberView> {
  const { personId, email, name, hasSecondFactor, isDeactivated, createdAt, createdBy, updatedAt, updatedBy } = member;
  return {
    ...{ personId, email, name, hasSecondFactor, isDeactivated, createdBy, updatedBy },
    // A row of the platform without a role is one that somebody has written by hand.
    role: member.role ?? 'none',
    ...{ createdAt: formatInstant(createdAt), updatedAt: formatInstant(updatedAt) },
  };
}

/** The member with how many tokens of their making live. */
export async function viewPlatformMemberDetail(
  { services, organisation }: Pick<Call, 'services' | 'organisation'>,
  member: Member,
): Promise<Static<typeof platformMemberDetailView>> {
  const issued = { issuer: member.personId, organisationId: organisation.id, now: services.clock() };
  return { ...viewPlatformMember(member), activeTokens: await countTokensIssuedBy(services.store.read, issued) };
}
