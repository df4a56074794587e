/** The verbs that change members and the accounts of others: the broker alone writes these rows. Part of the closed list of protocol.ts. */
import type { Role } from '../../domain/grant.ts';
import type { Instant } from '../../domain/instant.ts';

/** Of the request on whose behalf something is asked, for the audit log. */
interface Traced {
  readonly requestId?: string;
  /** IP address of the peer. */
  readonly address?: string;
}

export interface ChangeMemberRequest extends Traced {
  readonly token: string;
  readonly organisationId: string;
  readonly personId: string;
  /** In the whole organisation; null takes it away. */
  readonly role?: Role | null;
  /** In one solution; null takes it away. */
  readonly inSolution?: { readonly solutionId: string; readonly role: Role | null };
  readonly isRemoval?: boolean;
  /** With a removal: access tokens that they issued are ended too, as far as whoever asks may. */
  readonly endsTokens?: boolean;
}

/** What became of the access tokens of somebody who goes, and of those that were made with them. */
export interface IssuedTokens {
  readonly revoked: number;
  /** Live on. */
  readonly remaining: number;
}

/** They are asked as those of BrokerRpc are. */
export interface MemberRpc {
  /**
   * Changes what a member of an organisation or of the platform is, or removes them; of a removal it answers what became of
   * the access tokens that they had issued.
   *
   * @throws Problem `member/not-found`, `member/last-owner`, `token/forbidden`, `grant/exceeded`, `solution/not-found`
   */
  changeMember(request: ChangeMemberRequest): Promise<Partial<IssuedTokens>>;
  /**
   * Makes a one-time link for a person's new password, on behalf of an owner of the platform.
   *
   * @throws Problem `token/forbidden`, `person/not-found`, `person/own-account`, `person/deactivated`, `request/invalid`
   */
  resetPerson(
    request: Traced & { readonly token: string; readonly personId: string; readonly linkHash: Uint8Array },
  ): Promise<{ readonly expiresAt: Instant }>;
  /**
   * Deactivates a person's account, or lets them sign in again, on behalf of an owner of the platform.
   *
   * @throws Problem `token/forbidden`, `person/not-found`, `person/own-account`, `person/stale`, `member/last-owner`
   */
  changePerson(
    request: Traced & {
      readonly token: string;
      readonly personId: string;
      readonly isDeactivated: boolean;
      readonly endsTokens?: boolean;
    },
  ): Promise<IssuedTokens>;
}
