/**
 * Witnesses of people, sessions, memberships and one-time links: what lets somebody manage counts only as the broker has
 * written it. A password, a session or a role put into the database by hand confers nothing.
 *
 * @see broker/admit/witness.ts for the form
 */
import type { KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { encodeInteger, encodeList } from '../../domain/encoding.ts';
import type { Invitation, Membership } from '../../domain/membership.ts';
import type { Person } from '../../domain/person.ts';
import type { Session } from '../../domain/session.ts';
import { type IdentityLink, type SignOnFlow, signOnDigest } from '../../domain/sign-on.ts';
import { hmac } from '../admit/witness.ts';

/**
 * Covers who it is and where, the stored password, the second factor, the epoch and whether the account is deactivated; by the
 * installation's key.
 */
export function witnessPerson(key: KeyObject, person: Person): Buffer {
  const { id, email, name, home, password = '', epoch, secondFactor, deactivatedAt } = person;
  const factor = secondFactor
    ? [secondFactor.salt, encodeInteger(secondFactor.since ?? 0), ...secondFactor.backupCodes]
    : [];
  // Only where it is: those of others stay what they were before there was such a thing.
  const deactivated = deactivatedAt === undefined ? [] : [encodeList(['deactivated', encodeInteger(deactivatedAt)])];
  const place = home === undefined ? [] : [encodeList(['home', home])];
  const known = ['person', id, email, name, password, encodeInteger(epoch), encodeList(factor)];
  return hmac(key, [...known, ...place, ...deactivated]);
}

/** Covers whose it is, its hash, the person's epoch, its end and how it came; by the installation's key. */
export function witnessSession(key: KeyObject, session: Session): Buffer {
  const { id, personId, hash, epoch, createdAt, expiresAt, origin } = session;
  const known = ['session', id, personId, hash, ...[epoch, createdAt, expiresAt].map(encodeInteger)];
  return hmac(key, origin === undefined ? known : [...known, canonicalize(origin)!]);
}

/** Covers everything that a flow of single sign-on confers; by the installation's key. */
export function witnessSignOn(key: KeyObject, flow: SignOnFlow): Buffer {
  return hmac(key, ['sign-on', flow.id, signOnDigest(flow)]);
}

/** Covers who is signed in by whom; by the installation's key. */
export function witnessIdentityLink(key: KeyObject, link: IdentityLink): Buffer {
  const { id, personId, organisationId, providerId, issuer, subject } = link;
  return hmac(key, ['identity-link', id, personId, organisationId, providerId, issuer, subject]);
}

/** Covers who, where and with which roles; by the organisation's key. */
export function witnessMembership(
  key: KeyObject,
  { organisationId, personId, role, solutions }: Pick<Membership, 'organisationId' | 'personId' | 'role' | 'solutions'>,
): Buffer {
  return hmac(key, ['membership', organisationId, personId, role ?? '', canonicalize(solutions)!]);
}

/** Covers all that the link confers, upon whom and until when; by the organisation's key. */
export function witnessInvitation(key: KeyObject, invitation: Invitation): Buffer {
  const { organisationId, id, kind, hash, email = '', role, solutions, expiresAt, createdBy } = invitation;
  const conferred = [email, role ?? '', canonicalize(solutions)!, encodeInteger(expiresAt), createdBy];
  return hmac(key, ['invitation', organisationId, id, kind, hash, ...conferred]);
}
