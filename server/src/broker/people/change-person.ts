/**
 * What owners of the platform do to an account: a link for a new password, and an end to signing in. An owner of one
 * organisation may neither: the person may be in others. One's own account is changed as one's own, with the password.
 */
import { actorOf } from '../../audit/actor.ts';
import { appendAudits } from '../../audit/append.ts';
import type { Principal } from '../../domain/access-token.ts';
import type { EventType } from '../../domain/event.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { newId } from '../../domain/id.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Invitation } from '../../domain/membership.ts';
import type { Person } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';
import { recordEvent } from '../../events/record-event.ts';
import { recordChange } from '../../store/changes.ts';
import { deleteInvitationsBy, deleteInvitationsLike, insertInvitation } from '../../store/invitations.ts';
import { countTokensIssuedBy } from '../../store/issued-tokens.ts';
import { awaitMembershipTurn, findMembership } from '../../store/memberships.ts';
import { findPerson, updatePerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { deleteSessions } from '../../store/sessions.ts';
import type { Transaction } from '../../store/store.ts';
import { assertOwnerLeft } from './assert-owner-left.ts';
import { endIssuedTokens, type IssuedTokens } from './end-issued-tokens.ts';
import { type PeopleParts, type RequestTrace, tracedBy } from './people-parts.ts';
import { placesOf } from './sign-in.ts';
import { vouchedPerson } from './vouched.ts';
import { witnessInvitation, witnessPerson } from './witness.ts';

const HASH_BYTES = 32;
const RESET_LIFE_MS = 86_400_000;

export interface ResetPersonRequest extends RequestTrace {
  readonly personId: string;
  /** SHA-256 of the link's token. */
  readonly linkHash: Uint8Array;
}

export interface ChangePersonRequest extends RequestTrace {
  readonly personId: string;
  readonly isDeactivated: boolean;
  /** Access tokens that they issued are ended too. */
  readonly endsTokens?: boolean;
}

/** @throws Problem `token/forbidden`, `person/not-found`, `person/own-account` */
async function personToChange(parts: PeopleParts, principal: Principal, personId: string): Promise<Person> {
  if (principal.organisationId !== INSTALLATION || !principal.isPlatform) throw new Problem('token/forbidden');
  assertAtLeast(principal.role, 'owner');
  if (principal.tokenId === personId) throw new Problem('person/own-account');
  const person = await vouchedPerson(parts, await findPerson(parts.store.read, personId));
  if (!person) throw new Problem('person/not-found');
  return person;
}

interface Done {
  readonly principal: Principal;
  readonly trace: RequestTrace;
  readonly person: Person;
  readonly action: 'person.make-reset' | 'person.deactivate' | 'person.reactivate';
  readonly details: Readonly<Record<string, unknown>>;
  readonly now: Instant;
}

const EVENTS = {
  'person.make-reset': 'member.reset',
  'person.deactivate': 'member.deactivated',
  'person.reactivate': 'member.reactivated',
} as const satisfies Record<Done['action'], EventType>;

/** In the log of the platform and of all that they are a member of; an event tells the latter. */
async function recordDone(tx: Transaction, { principal, trace, person, action, details, now }: Done): Promise<void> {
  const places = await placesOf(tx, person.id);
  const done = {
    ...actorOf(principal),
    ...tracedBy(trace),
    action,
    subject: person.id,
    outcome: 'done',
    details,
  } as const;
  await appendAudits(
    tx,
    places.map((organisationId) => ({ organisationId, ...done })),
    now,
  );
  for (const organisationId of places.filter((each) => each !== INSTALLATION)) {
    const data = { organisationId, personId: person.id };
    await recordEvent(tx, { organisationId, type: EVENTS[action], solutionId: '', data }, now);
  }
}

/**
 * Makes a one-time link with which the person chooses a new password; the one before is good no longer. Until it is used
 * nothing changes: then the second factor is gone, and every session has ended.
 *
 * @throws Problem `token/forbidden`, `person/not-found`, `person/own-account`, `person/deactivated`, `person/no-password`,
 *   `request/invalid`
 */
export async function resetPerson(
  parts: PeopleParts,
  principal: Principal,
  { personId, linkHash, ...trace }: ResetPersonRequest,
): Promise<{ expiresAt: Instant }> {
  const person = await personToChange(parts, principal, personId);
  // The link is by address, and theirs is a label: it may be another account's name.
  if (person.home !== undefined) throw new Problem('person/no-password');
  if (person.deactivatedAt !== undefined) throw new Problem('person/deactivated');
  if (linkHash.length !== HASH_BYTES) throw new Problem('request/invalid');
  const key = await parts.keys.witnessKey(INSTALLATION);
  const now = parts.clock();
  const expiresAt = now + RESET_LIFE_MS;
  const link: Invitation = {
    ...{ organisationId: INSTALLATION, id: newId('inv'), kind: 'reset', hash: linkHash, email: person.email },
    ...{ solutions: {}, expiresAt, createdAt: now, createdBy: principal.tokenId },
  };
  await parts.store.transaction(async (tx) => {
    await deleteInvitationsLike(tx, link);
    await insertInvitation(tx, { ...link, witness: witnessInvitation(key, link) });
    const details = { email: person.email, linkId: link.id, expiresAt };
    await recordDone(tx, { principal, trace, person, action: 'person.make-reset', details, now });
  });
  return { expiresAt };
}

/**
 * Deactivates an account, or lets its person sign in again. Who is deactivated has no session, invites nobody, and stays what
 * they were a member of. To ask for what is so already changes nothing.
 *
 * @returns what became of the access tokens that they had issued
 * @throws Problem `token/forbidden`, `person/not-found`, `person/own-account`, `person/stale`, `member/last-owner`
 */
export async function changePerson(
  parts: PeopleParts,
  principal: Principal,
  { personId, isDeactivated, endsTokens = false, ...trace }: ChangePersonRequest,
): Promise<IssuedTokens> {
  const former = await personToChange(parts, principal, personId);
  const key = await parts.keys.witnessKey(INSTALLATION);
  const now = parts.clock();
  const { deactivatedAt: _, ...rest } = former;
  const changed: Person = {
    ...rest,
    ...(isDeactivated && { deactivatedAt: former.deactivatedAt ?? now }),
    epoch: former.epoch + 1,
    updatedAt: now,
  };
  const isSame = isDeactivated === (former.deactivatedAt !== undefined);
  return parts.store.transaction(async (tx) => {
    const acting = { ...actorOf(principal), ...tracedBy(trace) };
    if (isDeactivated && !isSame) await leaveOwners(parts, tx, former);
    if (!isSame) {
      const isFirst = await updatePerson(tx, { ...changed, witness: witnessPerson(key, changed) }, former);
      if (!isFirst) throw new Problem('person/stale');
      await deleteSessions(tx, personId, {});
      await deleteInvitationsBy(tx, personId);
      // Of a home the address is a label: a link by it is another account's.
      const { home, email } = former;
      if (home === undefined) await deleteInvitationsLike(tx, { organisationId: INSTALLATION, kind: 'reset', email });
    }
    const issued = { issuer: personId, now };
    const tokens = endsTokens
      ? await endIssuedTokens(tx, { ...issued, acting, mayEnd: () => true })
      : { revoked: 0, remaining: await countTokensIssuedBy(tx, issued) };
    if (!isSame) {
      const action = isDeactivated ? 'person.deactivate' : 'person.reactivate';
      await recordDone(tx, { principal, trace, person: former, action, details: { email: former.email, tokens }, now });
      await recordChange(tx, { organisationId: INSTALLATION, kind: 'person', subject: personId });
    }
    return tokens;
  });
}

/** An organisation without an owner is still the platform's; the platform without one is nobody's. */
async function leaveOwners(parts: PeopleParts, tx: Transaction, { id }: Person): Promise<void> {
  await awaitMembershipTurn(tx, INSTALLATION);
  const membership = await findMembership(tx, INSTALLATION, id);
  if (membership?.role !== 'owner') return;
  await assertOwnerLeft(parts, tx, { organisationId: INSTALLATION, going: id });
}
