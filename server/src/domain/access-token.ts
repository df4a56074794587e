/**
 * Access tokens: what a caller shows to Keyward. 256 random bits behind `kw_`; only their SHA-256 is stored.
 */
import { hash, randomBytes } from 'node:crypto';
import type { ConnectLinkDefinition } from './connect-link.ts';
import { sha256 } from './encoding.ts';
import type { Grant, Role } from './grant.ts';
import type { Instant } from './instant.ts';
import type { Limits } from './limits.ts';
import { enterAsMember, type MembershipClaim } from './membership.ts';
import { Problem } from './problem.ts';

/** A token's record; the token itself is shown once and kept nowhere. */
export interface AccessToken {
  readonly organisationId: string;
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the token. */
  readonly hash: Uint8Array;
  /** The value before a rotation, for as long as it may still be shown. */
  readonly previous?: PreviousValue;
  readonly role?: Role;
  readonly grants: readonly Grant[];
  /** Ids of the solutions that it is limited to; without any it acts in the organisation's own scope. */
  readonly solutions?: readonly string[];
  readonly limits?: Limits;
  readonly expiresAt?: Instant;
  /** The broker's HMAC over what the token confers; absent while pending and after revocation. */
  readonly witness?: Uint8Array;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly lastUsedAt?: Instant;
  readonly revokedAt?: Instant;
}

/** A token's value that a rotation has replaced. */
export interface PreviousValue {
  /** SHA-256. */
  readonly hash: Uint8Array;
  /** When it ends to be valid. */
  readonly until: Instant;
}

/** Who acts, as the broker has authenticated them. Holds no secret. */
export interface Principal {
  /** Where it acts; of a platform token that has named no organisation, the installation. */
  readonly organisationId: string;
  /** Whether it acts in every organisation, with the same role and grants. */
  readonly isPlatform?: true;
  readonly tokenId: string;
  /** The token's name, for the audit log. */
  readonly tokenName?: string;
  readonly role?: Role;
  readonly grants: readonly Grant[];
  /**
   * The solutions that the token is limited to: its role manages these alone, and its grants look a key up in one of them
   * before the organisation. Absent: the role manages all, and keys are the organisation's own.
   */
  readonly solutionIds?: readonly string[];
  /** When the token, as it was shown, ends to be valid; absent: never. */
  readonly validUntil?: Instant;
  /** How much it may be used through the broker. */
  readonly limits?: Limits;
  /** Of who comes by a connect link, and has neither role nor grants: what alone may be written by it. */
  readonly link?: ConnectLinkDefinition;
  /** Of a person: what they are a member of. `tokenId` is the person's id then, `tokenName` their email address. */
  readonly memberships?: readonly MembershipClaim[];
  /** Of a person: the session that was shown. */
  readonly sessionId?: string;
  /** Of a person who came by single sign-on: the identity provider. */
  readonly identityProviderId?: string;
  /** Of a person who came by the identity provider of an organisation: it reaches that organisation alone, and no account. */
  readonly reach?: string;
  /** Of a person: whether their account has a second factor. */
  readonly hasSecondFactor?: boolean;
}

const TOKEN = /^kw_[A-Za-z0-9_-]{43}$/;

/** A new token of 256 random bits: `kw_` and 43 characters of base64url. */
export function newAccessToken(): string {
  return `kw_${randomBytes(32).toString('base64url')}`;
}

/** Whether the text has the form of a token; says nothing about its validity. */
export function isAccessToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The stored form of a token. 256 random bits need no slow hash. */
export function hashAccessToken(token: string): Buffer {
  return sha256(token);
}

/** The same in base64, for a look-up at every request: in one call and as text it costs a fifth. */
export function digestAccessToken(token: string): string {
  return hash('sha256', token, 'base64');
}

/**
 * The principal in an organisation: a platform token's in any, a person's where they are a member, everybody else's in
 * their own.
 *
 * @param organisationId - Of an organisation that is known to exist; undefined for an unknown one.
 * @param least - The role that what is to be done takes: a person who has it in some solutions only is limited to these.
 * @throws Problem `organisation/not-found`, the same for a foreign and an unknown one
 */
export function enterOrganisation(
  principal: Principal,
  organisationId: string | undefined,
  least: Role = 'user',
): Principal {
  if (principal.memberships && organisationId !== undefined) return enterAsMember(principal, organisationId, least);
  if (principal.organisationId === organisationId) return principal;
  if (!principal.isPlatform || organisationId === undefined) throw new Problem('organisation/not-found');
  return { ...principal, organisationId };
}
