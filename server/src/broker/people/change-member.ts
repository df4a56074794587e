/**
 * Members changed and removed. Nobody gives more than they have or touches who has more; the last owner of an organisation
 * stays; everybody may leave.
 */
import { actorOf } from '../../audit/actor.ts';
import type { Principal } from '../../domain/access-token.ts';
import { assertAtLeast, isAtLeast, type Role } from '../../domain/grant.ts';
import { type Conferred, hasLess, type Membership, solutionRoles } from '../../domain/membership.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { deleteInvitationsBy } from '../../store/invitations.ts';
import { awaitMembershipTurn, findMembership, membershipsWithRole } from '../../store/memberships.ts';
import { findPerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { findSolution } from '../../store/solutions.ts';
import type { Transaction } from '../../store/store.ts';
import { confer } from './confer.ts';
import { type PeopleParts, type RequestTrace, tracedBy } from './people-parts.ts';
import { vouchedWithin } from './vouched.ts';

export interface ChangeMemberRequest extends RequestTrace {
  readonly personId: string;
  /** A role in the whole organisation; null takes that away and leaves those in solutions. */
  readonly role?: Role | null;
  /** A role in one solution; null takes it away. */
  readonly inSolution?: { readonly solutionId: string; readonly role: Role | null };
  /** Everything is taken away. */
  readonly isRemoval?: boolean;
}

function nextOf({ role, solutions }: Conferred, request: ChangeMemberRequest): Conferred {
  if (request.isRemoval) return { solutions: {} };
  const kept = { ...solutions };
  if (request.inSolution) {
    const { solutionId, role: given } = request.inSolution;
    if (given === null) delete kept[solutionId];
    else kept[solutionId] = given;
  }
  const wide = request.role === undefined ? role : (request.role ?? undefined);
  return { ...(wide && { role: wide }), solutions: kept };
}

/** Whether nothing is given: an own change of which one part takes away must not give by another. */
function onlyTakesAway({ role, inSolution, isRemoval }: ChangeMemberRequest): boolean {
  return isRemoval === true || ((role ?? null) === null && (inSolution?.role ?? null) === null);
}

/** @throws Problem `token/forbidden`, `grant/exceeded`, `member/not-found` */
function assertMayChange(principal: Principal, former: Membership, request: ChangeMemberRequest): void {
  const isOwn = principal.sessionId !== undefined && principal.tokenId === former.personId;
  if (isOwn && onlyTakesAway(request)) return;
  assertAtLeast(principal.role, 'admin');
  if (request.inSolution) {
    const { solutionId, role } = request.inSolution;
    const isRole = role === null || solutionRoles.some((known) => known === role);
    if (!isRole || !managesScope(principal, solutionId)) throw new Problem('grant/exceeded');
  }
  if (!request.isRemoval && request.role === undefined) return;
  // Who is limited to solutions manages no role in the organisation, and sees no members beside those of the solutions.
  if (principal.solutionIds !== undefined) throw new Problem('member/not-found');
  const isBelow = isAtLeast(principal.role, former.role ?? 'user') && isAtLeast(principal.role, request.role ?? 'user');
  if (!isBelow) throw new Problem('grant/exceeded');
}

/** @throws Problem `member/last-owner` */
async function assertOwnerLeft(
  parts: PeopleParts,
  tx: Transaction,
  former: Membership,
  next: Conferred,
): Promise<void> {
  if (former.role !== 'owner' || next.role === 'owner') return;
  const owners = await membershipsWithRole(tx, former.organisationId, 'owner');
  for (const owner of owners.filter(({ personId }) => personId !== former.personId)) {
    // An owner by a row that was written by hand is none.
    if (await vouchedWithin(parts, owner)) return;
  }
  throw new Problem('member/last-owner');
}

/**
 * Changes or removes a member; where they have less from now on, what they have invited to is taken back with it.
 *
 * @throws Problem `member/not-found`, `member/last-owner`, `token/forbidden`, `grant/exceeded`, `solution/not-found`
 */
export async function changeMember(
  parts: PeopleParts,
  principal: Principal,
  request: ChangeMemberRequest,
): Promise<void> {
  const { organisationId } = principal;
  const { personId, inSolution } = request;
  if (organisationId === INSTALLATION) throw new Problem('member/not-found');
  const person = await findPerson(parts.store.read, personId);
  if (!person) throw new Problem('member/not-found');
  if (inSolution?.role) {
    const found = await findSolution(parts.store.read, organisationId, inSolution.solutionId);
    if (found?.id !== inSolution.solutionId) throw new Problem('solution/not-found');
  }
  const key = await parts.keys.witnessKey(organisationId);
  await parts.store.transaction(async (tx) => {
    await awaitMembershipTurn(tx, organisationId);
    const former = await vouchedWithin(parts, await findMembership(tx, organisationId, personId));
    if (!former) throw new Problem('member/not-found');
    assertMayChange(principal, former, request);
    const next = nextOf(former, request);
    await assertOwnerLeft(parts, tx, former, next);
    const isGone = next.role === undefined && Object.keys(next.solutions).length === 0;
    // Else whoever was an admin would go on making members.
    if (hasLess(next, former)) await deleteInvitationsBy(tx, organisationId, personId);
    const acting = { ...actorOf(principal), ...tracedBy(request) };
    const action = isGone ? 'member.remove' : 'member.update';
    await confer(parts, tx, { organisationId, personId, email: person.email, former, next, acting, action, key });
  });
}
