/**
 * Memberships: what a person may manage, by role, in an organisation or in some of its solutions; and the one-time links
 * by which people come to be members. Roles carry no use.
 */
import type { Principal } from './access-token.ts';
import { isAtLeast, type Role, roles } from './grant.ts';
import type { Instant } from './instant.ts';
import type { OrganisationSettings } from './organisation-settings.ts';
import { Problem } from './problem.ts';

/** Roles that one may have in a solution; its organisation's owners own it too. */
export const solutionRoles = ['admin', 'editor', 'user'] as const satisfies readonly Role[];

/** By id of the solution. */
export type SolutionRoles = Readonly<Record<string, Role>>;

/** What a membership confers. */
export interface Conferred {
  /** In the whole organisation, its solutions included; absent: in the solutions alone. */
  readonly role?: Role;
  readonly solutions: SolutionRoles;
}

/** One person in one organisation; in the installation's place it is a member of the platform. */
export interface Membership extends Conferred {
  readonly organisationId: string;
  readonly personId: string;
  /** The broker's HMAC; a row written by hand has none and confers nothing. */
  readonly witness?: Uint8Array;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

/** What a principal carries of its person's memberships. */
export interface MembershipClaim extends Conferred {
  readonly organisationId: string;
}

/**
 * A one-time link: `invitation` makes a member; `set-up` the first person, an owner of the installation; `reset` lets one
 * person choose a new password, without a second factor.
 */
export interface Invitation extends Conferred {
  readonly organisationId: string;
  readonly id: string;
  readonly kind: 'invitation' | 'set-up' | 'reset';
  /** SHA-256 of the link's token. */
  readonly hash: Uint8Array;
  /** Only the account with this address may accept. */
  readonly email?: string;
  readonly expiresAt: Instant;
  readonly witness?: Uint8Array;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** The higher of two roles; the other one where one is absent. */
function higherRole(a: Role | undefined, b: Role | undefined): Role | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isAtLeast(a, b) ? a : b;
}

function weakestOf(given: readonly Role[]): Role | undefined {
  return roles.findLast((role) => given.includes(role));
}

/** The role that a person has in one solution, by whichever membership. */
export function roleInSolution({ role, solutions }: Conferred, solutionId: string): Role | undefined {
  return higherRole(role, Object.hasOwn(solutions, solutionId) ? solutions[solutionId] : undefined);
}

/**
 * A person in an organisation, for something that takes at least a role. Who has it in the whole organisation acts there
 * without a limit; else it is limited to the solutions in which the person has it, with the least of the roles there, so that
 * nothing is done in a solution that its own role does not permit. Where none suffices the principal says what there is.
 *
 * @throws Problem `organisation/not-found` where the person is no member
 */
export function enterAsMember(principal: Principal, organisationId: string, least: Role): Principal {
  const { reach } = principal;
  // The broker leaves every other membership out already: nothing may hang on that alone.
  if (reach !== undefined && organisationId !== reach) throw new Problem('organisation/not-found');
  const claim = principal.memberships?.find((each) => each.organisationId === organisationId);
  const { isPlatform, role: platformRole, ...person } = principal;
  if (!claim && !isPlatform) throw new Problem('organisation/not-found');
  const role = higherRole(platformRole, claim?.role);
  const entered = { ...person, organisationId };
  // Of the platform only by the role there: one's own in this organisation counts in no other.
  const isByPlatform = isPlatform && isAtLeast(platformRole, least);
  if (isAtLeast(role, least)) return { ...entered, role: role!, ...(isByPlatform && { isPlatform }) };
  const own = Object.entries(claim?.solutions ?? {}).filter(([, each]) => isAtLeast(each, least));
  const weakest = weakestOf(own.map(([, each]) => each));
  if (weakest) return { ...entered, role: weakest, solutionIds: own.map(([id]) => id).sort() };
  if (role) return { ...entered, role };
  const highest = Object.values(claim?.solutions ?? {}).reduce<Role | undefined>(higherRole, undefined);
  return { ...entered, ...(highest && { role: highest }), solutionIds: Object.keys(claim?.solutions ?? {}).sort() };
}

/**
 * Keeps a person without a second factor out of an organisation that requires one. Who came by an identity provider was
 * asked there for what its organisation asks for.
 *
 * @param settings - Of the organisation that is entered.
 * @throws Problem `person/second-factor-required`
 */
export function assertSecondFactor(
  { memberships, hasSecondFactor, identityProviderId }: Principal,
  { secondFactor }: Pick<OrganisationSettings, 'secondFactor'>,
): void {
  const isAsked = secondFactor === 'required' && memberships !== undefined && identityProviderId === undefined;
  if (!isAsked || hasSecondFactor === true) return;
  throw new Problem('person/second-factor-required');
}

/**
 * Keeps who has signed in by a password out of an organisation that requires single sign-on. Its owners come in all the same:
 * a provider that is down, or set up wrongly, would lock everybody out.
 *
 * @param settings - Of the organisation that is entered.
 * @throws Problem `single-sign-on/required`
 */
export function assertSingleSignOn(
  { memberships, role, identityProviderId }: Principal,
  { signIn }: Pick<OrganisationSettings, 'signIn'>,
): void {
  const isAsked = signIn === 'single-sign-on' && memberships !== undefined && role !== 'owner';
  if (isAsked && identityProviderId === undefined) throw new Problem('single-sign-on/required');
}

/** Whether something of what was conferred before is not conferred any more, the role in a solution by whichever way. */
export function hasLess(next: Conferred, former: Conferred): boolean {
  if (former.role !== undefined && !isAtLeast(next.role, former.role)) return true;
  return Object.keys(former.solutions).some((id) => !isAtLeast(roleInSolution(next, id), roleInSolution(former, id)!));
}

/** What both confer together. */
export function unitedWith(a: Conferred, b: Conferred): Conferred {
  const role = higherRole(a.role, b.role);
  const ids = new Set([...Object.keys(a.solutions), ...Object.keys(b.solutions)]);
  const solutions = [...ids]
    .sort()
    .map((id) => [id, higherRole(a.solutions[id], b.solutions[id])!] satisfies [string, Role]);
  return { ...(role && { role }), solutions: Object.fromEntries(solutions) };
}
