/**
 * Invitations: a one-time link that makes a member, of an organisation or of the platform. Whoever invites confers no more
 * than they have themselves; no mail is sent, the link is shown to them alone.
 */
import { actorOf } from '../../audit/actor.ts';
import { appendAudit } from '../../audit/append.ts';
import type { Principal } from '../../domain/access-token.ts';
import { assertAtLeast, isAtLeast, type Role } from '../../domain/grant.ts';
import { newId } from '../../domain/id.ts';
import { type Conferred, type Invitation, type SolutionRoles, solutionRoles } from '../../domain/membership.ts';
import { normaliseEmail } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';
import { managesScope } from '../../domain/solution.ts';
import { recordEvent } from '../../events/record-event.ts';
import { deleteInvitation, findInvitation, insertInvitation } from '../../store/invitations.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { findSolution } from '../../store/solutions.ts';
import { type PeopleParts, type RequestTrace, tracedBy } from './people-parts.ts';
import { witnessInvitation } from './witness.ts';

const DAY_MS = 86_400_000;
const LONGEST_LIFE_MS = 30 * DAY_MS;
/** Of one to the platform: what it confers holds in every organisation. */
const LONGEST_PLATFORM_LIFE_MS = 7 * DAY_MS;
const CLOCK_GRACE_MS = 60_000;
const HASH_BYTES = 32;

export interface InviteRequest extends RequestTrace {
  /** SHA-256 of the link's token. */
  readonly linkHash: Uint8Array;
  readonly email?: string;
  readonly role?: Role;
  readonly solutions: SolutionRoles;
  /** At most 30 days from now; 7 to the platform. */
  readonly expiresAt: number;
}

/**
 * Nobody passes on more than they have: roles in the organisation up to one's own and by those alone who manage all of it,
 * roles in solutions by their admins. To the platform its owners alone invite.
 *
 * @throws Problem `token/forbidden`, `grant/exceeded`
 */
export function assertMayConfer(principal: Principal, { role, solutions }: Conferred): void {
  assertAtLeast(principal.role, principal.organisationId === INSTALLATION ? 'owner' : 'admin');
  if (role !== undefined) {
    if (principal.solutionIds !== undefined || !isAtLeast(principal.role, role)) throw new Problem('grant/exceeded');
  }
  for (const [id, each] of Object.entries(solutions)) {
    const isRole = solutionRoles.some((known) => known === each);
    if (!isRole || !managesScope(principal, id)) throw new Problem('grant/exceeded');
  }
}

/**
 * @returns the invitation's id
 * @throws Problem `token/forbidden`, `grant/exceeded`, `solution/not-found`, `request/invalid`
 */
export async function invite(parts: PeopleParts, principal: Principal, request: InviteRequest): Promise<string> {
  const { organisationId } = principal;
  assertMayConfer(principal, request);
  const draft = await draftOf(parts, principal, request);
  const key = await parts.keys.witnessKey(organisationId);
  await parts.store.transaction(async (tx) => {
    await insertInvitation(tx, { ...draft, witness: witnessInvitation(key, draft) });
    const { id: subject, email = null, role = null, solutions, expiresAt, createdAt } = draft;
    const details = { email, role, solutions, expiresAt };
    const acting = { ...actorOf(principal), ...tracedBy(request) };
    const entry = {
      organisationId,
      ...acting,
      action: 'invitation.create',
      subject,
      outcome: 'done',
      details,
    } as const;
    await appendAudit(tx, entry, createdAt);
    const data = { organisationId, invitationId: subject, role, solutions, invitedBy: principal.tokenId };
    if (organisationId === INSTALLATION) return;
    await recordEvent(tx, { organisationId, type: 'member.invited', solutionId: '', data }, createdAt);
  });
  return draft.id;
}

async function draftOf(
  { store, clock }: PeopleParts,
  { organisationId, tokenId }: Principal,
  { linkHash, email: given, role, solutions, expiresAt }: InviteRequest,
): Promise<Invitation> {
  const now = clock();
  const email = given === undefined ? undefined : normaliseEmail(given);
  if (given !== undefined && email === undefined) {
    throw new Problem('request/invalid', { errors: [{ path: '/email', message: 'is no email address' }] });
  }
  const isToPlatform = organisationId === INSTALLATION;
  if (isToPlatform && email === undefined) {
    // A link that was stolen on its way opens no account of somebody who has one already.
    throw new Problem('request/invalid', { errors: [{ path: '/email', message: 'is required for the platform' }] });
  }
  const confersNothing = role === undefined && Object.keys(solutions).length === 0;
  const longest = isToPlatform ? LONGEST_PLATFORM_LIFE_MS : LONGEST_LIFE_MS;
  const isTooLong = expiresAt > now + longest + CLOCK_GRACE_MS;
  if (linkHash.length !== HASH_BYTES || confersNothing || isTooLong) throw new Problem('request/invalid');
  for (const id of Object.keys(solutions)) {
    if ((await findSolution(store.read, organisationId, id))?.id !== id) throw new Problem('solution/not-found');
  }
  return {
    ...{ organisationId, id: newId('inv'), kind: 'invitation', hash: linkHash, solutions, expiresAt },
    ...(email !== undefined && { email }),
    ...(role !== undefined && { role }),
    ...{ createdAt: now, createdBy: tokenId },
  };
}

/**
 * Takes an open invitation back.
 *
 * @throws Problem `invitation/not-found`, `token/forbidden`, `grant/exceeded`
 */
export async function withdrawInvitation(
  { store, clock }: PeopleParts,
  principal: Principal,
  { invitationId, ...trace }: { readonly invitationId: string } & RequestTrace,
): Promise<void> {
  const { organisationId } = principal;
  assertAtLeast(principal.role, 'admin');
  const found = await findInvitation(store.read, organisationId, invitationId);
  if (found?.kind !== 'invitation') throw new Problem('invitation/not-found');
  assertMayConfer(principal, found);
  await store.transaction(async (tx) => {
    if (!(await deleteInvitation(tx, organisationId, found.id))) throw new Problem('invitation/not-found');
    const acting = { ...actorOf(principal), ...tracedBy(trace) };
    const entry = {
      organisationId,
      ...acting,
      action: 'invitation.withdraw',
      subject: found.id,
      outcome: 'done',
    } as const;
    await appendAudit(tx, entry, clock());
  });
}
