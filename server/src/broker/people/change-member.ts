/**
 * Members changed and removed, of organisations and of the platform. Nobody gives more than they have or touches who has
 * more; the last owner stays; everybody may leave. Members of the platform are its owners' business alone.
 */
import { actorOf } from '../../audit/actor.ts';
import type { Principal } from '../../domain/access-token.ts';
import { assertAtLeast, isAtLeast, type Role } from '../../domain/grant.ts';
import { type Conferred, hasLess, type Membership, solutionRoles } from '../../domain/membership.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { deleteInvitationsBy } from '../../store/invitations.ts';
import { countTokensIssuedBy } from '../../store/issued-tokens.ts';
import { awaitMembershipTurn, findMembership } from '../../store/memberships.ts';
import { findPerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { findSolution } from '../../store/solutions.ts';
import type { Transaction } from '../../store/store.ts';
import { assertOwnerLeft } from './assert-owner-left.ts';
import { type Acting, confer } from './confer.ts';
import { endIssuedTokens, type IssuedTokens } from './end-issued-tokens.ts';
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
  /** With a removal: access tokens that they issued are ended too, as far as whoever asks may. */
  readonly endsTokens?: boolean;
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

function isOwn({ sessionId, tokenId }: Principal, { personId }: Membership): boolean {
  return sessionId !== undefined && tokenId === personId;
}

/** @throws Problem `token/forbidden`, `grant/exceeded`, `member/not-found`, `solution/not-found` */
function assertMayChange(principal: Principal, former: Membership, request: ChangeMemberRequest): void {
  if (isOwn(principal, former) && onlyTakesAway(request)) return;
  const isOfPlatform = principal.organisationId === INSTALLATION;
  assertAtLeast(principal.role, isOfPlatform ? 'owner' : 'admin');
  if (isOfPlatform && request.inSolution) throw new Problem('solution/not-found');
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

/**
 * Changes or removes a member; where they have less from now on, what they have invited to is taken back with it.
 *
 * @returns of a removal, what became of the access tokens that they had issued
 * @throws Problem `member/not-found`, `member/last-owner`, `token/forbidden`, `grant/exceeded`, `solution/not-found`
 */
export async function changeMember(
  parts: PeopleParts,
  principal: Principal,
  request: ChangeMemberRequest,
): Promise<IssuedTokens | undefined> {
  const { organisationId } = principal;
  const { personId, inSolution } = request;
  const person = await findPerson(parts.store.read, personId);
  if (!person) throw new Problem('member/not-found');
  if (inSolution?.role) {
    const found = await findSolution(parts.store.read, organisationId, inSolution.solutionId);
    if (found?.id !== inSolution.solutionId) throw new Problem('solution/not-found');
  }
  const key = await parts.keys.witnessKey(organisationId);
  return parts.store.transaction(async (tx) => {
    await awaitMembershipTurn(tx, organisationId);
    const former = await vouchedWithin(parts, await findMembership(tx, organisationId, personId));
    if (!former) throw new Problem('member/not-found');
    assertMayChange(principal, former, request);
    const next = nextOf(former, request);
    if (former.role === 'owner' && next.role !== 'owner') {
      await assertOwnerLeft(parts, tx, { organisationId, going: personId });
    }
    const isGone = next.role === undefined && Object.keys(next.solutions).length === 0;
    // Else whoever was an admin would go on making members; who was one of the platform was so everywhere.
    if (hasLess(next, former)) {
      await deleteInvitationsBy(tx, personId, organisationId === INSTALLATION ? {} : { organisationId });
    }
    const acting = { ...actorOf(principal), ...tracedBy(request) };
    const tokens = isGone ? await endTokens(parts, tx, { principal, former, request, acting }) : undefined;
    const action = isGone ? 'member.remove' : 'member.update';
    const who = { organisationId, personId, email: person.email };
    await confer(parts, tx, { ...who, former, next, acting, action, key, ...(tokens && { tokens }) });
    return tokens;
  });
}

interface Going {
  readonly principal: Principal;
  readonly former: Membership;
  readonly request: ChangeMemberRequest;
  readonly acting: Acting;
}

/** Those of a higher role than that of whoever asks live on: an admin ends no token of an owner. */
async function endTokens(
  { clock }: PeopleParts,
  tx: Transaction,
  { principal, former, request, acting }: Going,
): Promise<IssuedTokens> {
  const { organisationId, personId: issuer } = former;
  const issued = { issuer, organisationId, now: clock() };
  if (!request.endsTokens) return { revoked: 0, remaining: await countTokensIssuedBy(tx, issued) };
  const isOwnGoing = isOwn(principal, former);
  return endIssuedTokens(tx, {
    ...issued,
    acting,
    mayEnd: ({ role = 'user' }) => isOwnGoing || isAtLeast(principal.role, role),
  });
}
