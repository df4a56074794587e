/**
 * One-time links accepted: with a new account, or with the password of the one that there is. The link is deleted in the
 * transaction that makes the member, so that it is used once.
 */
import type { KeyObject } from 'node:crypto';
import { appendAudits } from '../../audit/append.ts';
import { sha256 } from '../../domain/encoding.ts';
import { newId } from '../../domain/id.ts';
import { type Conferred, type Invitation, unitedWith } from '../../domain/membership.ts';
import { assertPassword, normaliseEmail, type Person } from '../../domain/person.ts';
import { Problem } from '../../domain/problem.ts';
import { recordChange } from '../../store/changes.ts';
import { deleteInvitation, findInvitationByHash } from '../../store/invitations.ts';
import { awaitMembershipTurn, findMembership } from '../../store/memberships.ts';
import { findOrganisation } from '../../store/organisations.ts';
import { findPersonByEmail, insertPerson, updatePerson } from '../../store/people.ts';
import { INSTALLATION } from '../../store/schema.ts';
import { deleteSessions } from '../../store/sessions.ts';
import { identityLinksOf } from '../../store/sign-ons.ts';
import type { Transaction } from '../../store/store.ts';
import { isWitness } from '../admit/witness.ts';
import { assertMakerStands } from './assert-maker-stands.ts';
import { enterAttempt, forgive } from './attempts.ts';
import { confer } from './confer.ts';
import { type PeopleParts, tracedBy } from './people-parts.ts';
import { beginSession, checkCode, checkPassword, placesOf, type SignedIn, type SignInRequest } from './sign-in.ts';
import { loosenLinks } from './sign-on/links.ts';
import { report, vouchedPerson, vouchedWithin } from './vouched.ts';
import { witnessInvitation, witnessPerson } from './witness.ts';

export interface AcceptLinkRequest extends SignInRequest {
  /** The link's token. */
  readonly link: string;
  /** Of a new account. */
  readonly name?: string;
}

/**
 * The link with this token, where it is still good.
 *
 * @throws Problem `invitation/invalid`
 */
export async function requireLink(parts: PeopleParts, token: string): Promise<Invitation> {
  const found = await findInvitationByHash(parts.store.read, sha256(token));
  if (!found || found.expiresAt <= parts.clock()) throw new Problem('invitation/invalid');
  const key = await parts.keys.witnessKey(found.organisationId);
  if (!isWitness(found.witness, witnessInvitation(key, found))) {
    const { organisationId, id: subject } = found;
    await report(parts, { organisationId, action: 'invitation.unwitnessed', subject });
    throw new Problem('invitation/invalid');
  }
  await assertMakerStands(parts, parts.store.read, found);
  return found;
}

/**
 * @throws Problem `invitation/invalid`, `invitation/other-account`, `person/password-weak`, `session/sign-in-failed`,
 *   `session/code-required`, `request/rate-limited`, `request/invalid`
 */
export async function acceptLink(parts: PeopleParts, request: AcceptLinkRequest): Promise<SignedIn> {
  const link = await requireLink(parts, request.link);
  const email = normaliseEmail(request.email);
  if (email === undefined) {
    throw new Problem('request/invalid', { errors: [{ path: '/email', message: 'is no email address' }] });
  }
  if (link.email !== undefined && link.email !== email) {
    const { organisationId, id: subject } = link;
    const refused = { actor: 'keyward', action: 'member.join', subject, code: 'invitation/other-account' } as const;
    await parts.refusals.record({ organisationId, ...refused, ...tracedBy(request) });
    throw new Problem('invitation/other-account');
  }
  const key = await parts.keys.witnessKey(INSTALLATION);
  if (link.kind === 'reset') return reset(parts, { key, link, email, request });
  const known = await findPersonByEmail(parts.store.read, email);
  return known ? joinAsKnown(parts, { key, link, request }) : joinAsNew(parts, { key, link, email, request });
}

interface Joining {
  /** The installation's witness key. */
  readonly key: KeyObject;
  readonly link: Invitation;
  readonly request: AcceptLinkRequest;
}

async function joinAsKnown(parts: PeopleParts, { key, link, request }: Joining): Promise<SignedIn> {
  const person = await checkPassword(parts, key, request);
  const code = await checkCode(parts, key, { person, ...request });
  const join = await joinerOf(parts, link, person);
  const signedIn = await parts.store.transaction(async (tx) => {
    await takeLink(tx, link);
    await code.take(tx);
    await join(tx, request);
    return beginSession(parts, tx, key, { person, session: request });
  });
  await forgive(parts, code.buckets);
  return signedIn;
}

async function joinAsNew(
  parts: PeopleParts,
  { key, link, email, request }: Joining & { readonly email: string },
): Promise<SignedIn> {
  // Counted as where there is an account: else whoever has a link could ask of any number of addresses which have one.
  const buckets = await enterAttempt(parts, key, { account: email, address: request.address });
  assertPassword(request.password, email);
  const id = newId('per');
  const now = parts.clock();
  const name = request.name?.trim() || email.split('@')[0]!;
  const password = await parts.passwords.hash(key, id, request.password);
  const person: Person = { id, email, name, password, epoch: 1, createdAt: now, updatedAt: now };
  const join = await joinerOf(parts, link, person);
  const signedIn = await parts.store.transaction(async (tx) => {
    await takeLink(tx, link);
    const isNew = await insertPerson(tx, { ...person, witness: witnessPerson(key, person) });
    if (!isNew) throw new Problem('session/sign-in-failed');
    const done = { action: 'person.create', subject: id, outcome: 'done', details: { email, name } } as const;
    const acting = { actor: id, actorName: email, ...tracedBy(request) };
    await appendAudits(tx, [{ organisationId: INSTALLATION, ...acting, ...done }], now);
    await join(tx, request);
    return beginSession(parts, tx, key, { person, session: request });
  });
  await forgive(parts, buckets);
  return signedIn;
}

/** What is conferred where: a set-up makes an owner of the platform and of the first organisation. */
async function placesConferred(parts: PeopleParts, link: Invitation): Promise<[string, Conferred][]> {
  if (link.kind !== 'set-up') return [[link.organisationId, link]];
  const owner: Conferred = { role: 'owner', solutions: {} };
  const first = await findOrganisation(parts.store.read, 'default');
  return [[INSTALLATION, owner], ...(first ? [[first.id, owner] satisfies [string, Conferred]] : [])];
}

type Join = (tx: Transaction, request: AcceptLinkRequest) => Promise<void>;

/** Fetches the keys, which no transaction may wait for, and gives what is to be done in it. */
async function joinerOf(parts: PeopleParts, link: Invitation, person: Person): Promise<Join> {
  const places = await Promise.all(
    (await placesConferred(parts, link)).map(async ([organisationId, conferred]) => {
      return { organisationId, conferred, key: await parts.keys.witnessKey(organisationId) };
    }),
  );
  return async (tx, request) => {
    await awaitMembershipTurn(tx, link.organisationId);
    await assertMakerStands(parts, tx, link);
    for (const { organisationId, conferred, key } of places) {
      await awaitMembershipTurn(tx, organisationId);
      const former = await vouchedWithin(parts, await findMembership(tx, organisationId, person.id));
      const next = former ? unitedWith(former, conferred) : conferred;
      const acting = { actor: person.id, actorName: person.email, ...tracedBy(request) };
      const who = { organisationId, personId: person.id, email: person.email };
      await confer(parts, tx, { ...who, former, next, acting, action: 'member.join', key });
    }
  };
}

async function takeLink(tx: Transaction, { organisationId, id }: Invitation): Promise<void> {
  if (!(await deleteInvitation(tx, organisationId, id))) throw new Problem('invitation/invalid');
}

/** A new password for an account, without a second factor: whoever could make the link has the machine. */
async function reset(
  parts: PeopleParts,
  { key, link, email, request }: Joining & { readonly email: string },
): Promise<SignedIn> {
  const former = await vouchedPerson(parts, await findPersonByEmail(parts.store.read, email));
  if (!former) throw new Problem('invitation/invalid');
  assertPassword(request.password, email);
  const password = await parts.passwords.hash(key, former.id, request.password);
  const { secondFactor: _, ...kept } = former;
  const person: Person = { ...kept, password, epoch: former.epoch + 1, updatedAt: parts.clock() };
  return parts.store.transaction(async (tx) => {
    await takeLink(tx, link);
    await awaitMembershipTurn(tx, INSTALLATION);
    await assertMakerStands(parts, tx, link);
    const isFirst = await updatePerson(tx, { ...person, witness: witnessPerson(key, person) }, former);
    if (!isFirst) throw new Problem('invitation/invalid');
    await deleteSessions(tx, person.id, {});
    // Whoever was in the account may have linked a subject of their own.
    const details = { links: await loosenLinks(tx, key, await identityLinksOf(tx, person.id)) };
    const done = { action: 'person.reset', subject: person.id, outcome: 'done', details } as const;
    const acting = { actor: person.id, actorName: email, ...tracedBy(request) };
    const places = await placesOf(tx, person.id);
    await appendAudits(
      tx,
      places.map((organisationId) => ({ organisationId, ...acting, ...done })),
      parts.clock(),
    );
    await recordChange(tx, { organisationId: INSTALLATION, kind: 'person', subject: person.id });
    return beginSession(parts, tx, key, { person, session: request });
  });
}
