/**
 * Whom a subject at an identity provider is here: the account that is linked to it, or at a first sign-in a new one. An address links
 * nobody: where somebody has it already, the answer is that they sign in as before and link it themselves.
 *
 * Of a provider of the installation a new account has its address as its name to sign in with. Of one of an organisation it
 * has that organisation for its home: it reaches nothing else, and its address is a label that is in nobody's way.
 */
import { appendAudits } from '../../../audit/append.ts';
import { newId } from '../../../domain/id.ts';
import { isInDomains } from '../../../domain/identity-provider.ts';
import type { Person } from '../../../domain/person.ts';
import { Problem } from '../../../domain/problem.ts';
import type { IdentityLink, SessionOrigin } from '../../../domain/sign-on.ts';
import { awaitMembershipTurn, findMembership } from '../../../store/memberships.ts';
import { findPerson, findPersonByEmail, insertPerson, isAddressOfMember } from '../../../store/people.ts';
import { INSTALLATION } from '../../../store/schema.ts';
import { insertIdentityLink, touchIdentityLink } from '../../../store/sign-ons.ts';
import type { Queries } from '../../../store/store.ts';
import { confer } from '../confer.ts';
import { type PeopleParts, tracedBy } from '../people-parts.ts';
import { beginSession, type NewSession, type SignedIn } from '../sign-in.ts';
import { vouchedMembership, vouchedPerson } from '../vouched.ts';
import { witnessIdentityLink, witnessPerson } from '../witness.ts';
import type { Claims } from './claims.ts';
import type { VouchedProvider } from './identity-provider.ts';
import { linkOf } from './links.ts';

/** Somebody whom a provider has signed in. */
export interface Proven {
  readonly provider: VouchedProvider;
  readonly claims: Claims;
}

/**
 * @throws Problem `single-sign-on/address-unverified`, `single-sign-on/domain-refused`, `single-sign-on/not-a-member`,
 *   `single-sign-on/account-exists`
 */
export async function admitSubject(parts: PeopleParts, proven: Proven, session: NewSession): Promise<SignedIn> {
  assertDomain(proven);
  const known = await knownAccount(parts, proven);
  return known ? signInKnown(parts, { ...proven, ...known, session }) : signInFirst(parts, { ...proven, session });
}

/** What a sign-in would come to, without anything done. @throws Problem those of `admitSubject` */
export async function whoItWouldBe(parts: PeopleParts, proven: Proven): Promise<'account' | 'first'> {
  assertDomain(proven);
  if (await knownAccount(parts, proven)) return 'account';
  await assertMayBegin(parts.store.read, proven);
  return 'first';
}

/** @throws Problem `single-sign-on/address-unverified`, `single-sign-on/domain-refused` */
export function assertDomain({ provider, claims }: Proven): void {
  const { allowedDomains } = provider.definition.signIn;
  if (allowedDomains.length === 0) return;
  if (claims.email === undefined || !claims.isVerified) throw new Problem('single-sign-on/address-unverified');
  if (!isInDomains(allowedDomains, claims.email)) throw new Problem('single-sign-on/domain-refused');
}

interface Known {
  readonly person: Person;
  readonly link: IdentityLink;
}

/** @throws Problem `single-sign-on/not-a-member` */
async function knownAccount(parts: PeopleParts, { provider, claims }: Proven): Promise<Known | undefined> {
  const { link, isForged } = await linkOf(parts, provider, claims.subject);
  if (isForged) throw new Problem('single-sign-on/not-a-member');
  if (!link) return undefined;
  const person = await vouchedPerson(parts, await findPerson(parts.store.read, link.personId));
  const { organisationId } = provider.configuration;
  if (!person || (person.home !== undefined && person.home !== organisationId)) {
    throw new Problem('single-sign-on/not-a-member');
  }
  // Who was removed stays so: only an account that nobody knows yet is made a member.
  const isElsewhere = organisationId !== INSTALLATION;
  const row = isElsewhere ? await findMembership(parts.store.read, organisationId, person.id) : undefined;
  if (isElsewhere && !(await vouchedMembership(parts, row))) throw new Problem('single-sign-on/not-a-member');
  return { person, link };
}

function originOf({ configuration, definition }: VouchedProvider, linkId: string): SessionOrigin {
  const { organisationId, id: providerId } = configuration;
  return { organisationId, providerId, epoch: definition.signIn.epoch, linkId };
}

async function signInKnown(
  parts: PeopleParts,
  { provider, person, link, session }: Proven & Known & { readonly session: NewSession },
): Promise<SignedIn> {
  const key = await parts.keys.witnessKey(INSTALLATION);
  return parts.store.transaction(async (tx) => {
    await touchIdentityLink(tx, link.id, parts.clock());
    return beginSession(parts, tx, key, { person, session, origin: originOf(provider, link.id) });
  });
}

/** @returns the address of the new account @throws Problem those of `admitSubject` */
async function assertMayBegin(queries: Queries, { provider, claims }: Proven): Promise<string> {
  const { organisationId } = provider.configuration;
  if (!provider.definition.signIn.membership) throw new Problem('single-sign-on/not-a-member');
  const { email, isVerified } = claims;
  if (email === undefined || !isVerified) throw new Problem('single-sign-on/address-unverified');
  // An organisation's provider says any address: of accounts elsewhere it must learn nothing.
  const isTaken =
    organisationId === INSTALLATION
      ? (await findPersonByEmail(queries, email)) !== undefined
      : await isAddressOfMember(queries, organisationId, email);
  if (isTaken) throw new Problem('single-sign-on/account-exists');
  return email;
}

async function signInFirst(
  parts: PeopleParts,
  { provider, claims, session }: Proven & { readonly session: NewSession },
): Promise<SignedIn> {
  const email = await assertMayBegin(parts.store.read, { provider, claims });
  const { organisationId, id: providerId } = provider.configuration;
  const { issuer, signIn } = provider.definition;
  const membership = signIn.membership!;
  const key = await parts.keys.witnessKey(INSTALLATION);
  const placeKey = await parts.keys.witnessKey(membership.organisationId);
  const now = parts.clock();
  const personId = newId('per');
  const name = claims.name ?? email.split('@')[0]!;
  const home = organisationId === INSTALLATION ? {} : { home: organisationId };
  const person: Person = { id: personId, email, name, ...home, epoch: 1, createdAt: now, updatedAt: now };
  const place = { organisationId, providerId, issuer, subject: claims.subject };
  const link: IdentityLink = { id: newId('idl'), personId, ...place, createdAt: now, usedAt: now };
  return parts.store.transaction(async (tx) => {
    await awaitMembershipTurn(tx, membership.organisationId);
    // Once more: of two at once with one address the second finds the first.
    await assertMayBegin(tx, { provider, claims });
    const isNew = await insertPerson(tx, { ...person, witness: witnessPerson(key, person) });
    if (!isNew) throw new Problem('single-sign-on/account-exists');
    const isFree = await insertIdentityLink(tx, { ...link, witness: witnessIdentityLink(key, link) });
    if (!isFree) throw new Problem('single-sign-on/link-taken');
    const acting = { actor: personId, actorName: email, ...tracedBy(session) };
    const details = { email, name, identityProvider: providerId };
    const done = { action: 'person.create', subject: personId, outcome: 'done', details } as const;
    const places = [...new Set([INSTALLATION, organisationId])];
    await appendAudits(
      tx,
      places.map((each) => ({ organisationId: each, ...acting, ...done })),
      now,
    );
    const next = { role: membership.role, solutions: {} };
    const who = { organisationId: membership.organisationId, personId, email, former: undefined, next };
    await confer(parts, tx, { ...who, acting, action: 'member.join', key: placeKey });
    return beginSession(parts, tx, key, { person, session, origin: originOf(provider, link.id) });
  });
}
