/**
 * What the control plane may ask of the broker: a closed list of verbs that take ids and the asking principal's own
 * token. None takes a URL, template or predicate; none returns a secret or anything of an upstream's body.
 */
import type { Principal } from '../../domain/access-token.ts';
import type { Verification } from '../../domain/credential.ts';
import type { Role } from '../../domain/grant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Invitation, SolutionRoles } from '../../domain/membership.ts';
import type { ClientAuthentication } from '../../domain/oauth-configuration.ts';
import type { PolicyPart } from '../../domain/policy.ts';
import type { ConnectionRpc } from './connection-protocol.ts';
import type { MemberRpc } from './member-protocol.ts';
import type { SignOnRpc } from './sign-on-protocol.ts';

/** One staged row of `material`. */
export interface MaterialId {
  readonly credentialId: string;
  readonly field: string;
  readonly materialVersion: number;
}

export interface AdmitMaterialRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly material: readonly MaterialId[];
  /**
   * Parts of the policy that the request named itself; a creation and a replacement name all. Every other part must be
   * that of the policy that the live secrets were sealed with: the database alone must not redirect the next secret.
   */
  readonly named: readonly PolicyPart[];
}

/** The witness of each staged row, in the order asked. */
export interface Witnesses {
  readonly witnesses: readonly Uint8Array[];
}

export interface AdmitAccessTokenRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly accessTokenId: string;
}

export interface AdmitRotationRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly accessTokenId: string;
  /** SHA-256 of the new value. */
  readonly hash: Uint8Array;
  /** Until when the value before stays valid; at most an hour from now. Absent: it ends at once. */
  readonly previousUntil?: Instant;
}

export interface AdmitProviderRequest {
  readonly token: string;
  readonly organisationId: string;
  /** `prv_…` of a staged version. */
  readonly providerId: string;
}

export interface AdmitWebhookRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly webhookId: string;
}

export interface AdmitFunctionRequest {
  readonly token: string;
  readonly organisationId: string;
  /** `fnv_…` of a staged version. */
  readonly versionId: string;
}

export interface AdmitConnectLinkRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly connectLinkId: string;
}

export interface AdmitOAuthConfigurationRequest {
  readonly token: string;
  readonly organisationId: string;
  /** `oac_…` of what is staged. */
  readonly configurationId: string;
  /** SHA-256 over what was staged: id, key, owner, version of the secret, definition. */
  readonly digest: Uint8Array;
}

export interface DiscoverOAuthIssuerRequest {
  readonly token: string;
  readonly organisationId: string;
  /** `oac_…` of what is staged, with the issuer in its definition. */
  readonly configurationId: string;
}

/** An authorisation server's endpoints, judged; see broker/oauth/discover-issuer.ts. */
export interface DiscoveredIssuer {
  /** To the letter the one that was asked for. */
  readonly issuer: string;
  readonly authorizationUrl?: string;
  readonly tokenUrl: string;
  readonly revocationUrl?: string;
  readonly jwksUrl?: string;
  readonly userinfoUrl?: string;
  readonly sendsIssuer: boolean;
  /** Those that Keyward knows too, the one to prefer first; at least one. */
  readonly clientAuthentications: readonly ClientAuthentication[];
}

export interface CreateOrganisationRequest {
  readonly token: string;
  readonly name: string;
  /** Derived from the name where it is left out. */
  readonly slug?: string;
  /** For the audit log: of the request by which the organisation is made. */
  readonly requestId?: string;
  readonly address?: string;
}

export interface VerifyRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly credentialId: string;
}

/** A pending secret of the credential that is tried, with the witness of its admission. */
export interface AdmittedField {
  readonly field: string;
  readonly materialVersion: number;
  readonly witness: Uint8Array;
}

export interface VerifyStagedRequest {
  readonly token: string;
  readonly organisationId: string;
  /** Of the record that was put up. */
  readonly stagedId: string;
  /** Beside those that the record keeps. */
  readonly admitted: readonly AdmittedField[];
}

/** Of the request on whose behalf something is asked, for the audit log. */
interface Traced {
  readonly requestId?: string;
  /** IP address of the peer. */
  readonly address?: string;
}

export interface SignInRequest extends Traced {
  readonly email: string;
  readonly password: string;
  /** Of the second factor: six digits, or a backup code. */
  readonly code?: string;
  /** SHA-256 of the token of the session that begins. */
  readonly sessionHash: Uint8Array;
  /** User-Agent. */
  readonly agent?: string;
}

export interface AcceptLinkRequest extends SignInRequest {
  /** The link's token: its hash would be no proof, for whoever has the database has that. */
  readonly link: string;
  /** Of a new account. */
  readonly name?: string;
}

/** Somebody is signed in. */
export interface SignedIn {
  readonly personId: string;
  readonly sessionId: string;
  readonly expiresAt: Instant;
}

/** What whoever has a link is told of it. */
export type LinkMember = 'kind' | 'organisationId' | 'email' | 'role' | 'solutions' | 'expiresAt';

/** What a person changes about their own account. */
export type AccountChange =
  | { readonly kind: 'password'; readonly current?: string; readonly next: string }
  | { readonly kind: 'confirm-second-factor'; readonly code: string; readonly codeHashes: readonly Uint8Array[] }
  | { readonly kind: 'remove-second-factor'; readonly password: string; readonly code: string }
  | {
      readonly kind: 'unlink-identity';
      readonly linkId: string;
      readonly password?: string;
      readonly code?: string;
    }
  | { readonly kind: 'end-session'; readonly sessionId: string }
  | { readonly kind: 'end-other-sessions' };

export interface InviteRequest extends Traced {
  readonly token: string;
  readonly organisationId: string;
  /** SHA-256 of the link's token. */
  readonly linkHash: Uint8Array;
  /** Only the account with this address may accept. */
  readonly email?: string;
  readonly role?: Role;
  readonly solutions: SolutionRoles;
  readonly expiresAt: Instant;
}

/** The broker, as the control plane sees it. */
export interface BrokerRpc extends ConnectionRpc, MemberRpc, SignOnRpc {
  /**
   * Who this token, or session of a person, is, its witness checked. A platform token's principal acts in no organisation yet; the other verbs
   * take it in the organisation that they name, and every other principal in its own alone.
   *
   * @throws Problem `token/invalid`, `session/invalid`
   */
  authenticate(request: { readonly token: string }): Promise<Principal>;
  /**
   * Opens staged envelopes, checks each value against its type and placements, and witnesses them.
   *
   * @throws Problem `credential/seal-refused`, `credential/unsendable-value`, `credential/masked-value`,
   *   `credential/unopenable`, `credential/origins-unnamed`, `credential/value-refused`, `token/forbidden`
   */
  admitMaterial(request: AdmitMaterialRequest): Promise<Witnesses>;
  /**
   * Witnesses a staged access token when the principal may pass on all that it grants.
   *
   * @throws Problem `grant/exceeded`, `token/forbidden`
   */
  admitAccessToken(request: AdmitAccessTokenRequest): Promise<Witnesses>;
  /**
   * Witnesses an access token under a new value, when the principal may issue it.
   *
   * @throws Problem `token/not-found`, `token/ended`, `token/forbidden`, `grant/exceeded`
   */
  admitRotation(request: AdmitRotationRequest): Promise<Witnesses>;
  /**
   * Signs a staged version of an organisation's own provider.
   *
   * @throws Problem `token/forbidden`, `provider/not-found`, `provider/invalid`
   */
  admitProvider(request: AdmitProviderRequest): Promise<Witnesses>;
  /**
   * Tries that the secret of a webhook opens for the target that is staged, and witnesses it.
   *
   * @throws Problem `token/forbidden`, `webhook/not-found`, `webhook/secret-missing`, `webhook/secret-invalid`,
   *   `policy/origin-refused`, `policy/placement-refused`, `egress/denied`, `credential/unopenable`
   */
  admitWebhook(request: AdmitWebhookRequest): Promise<Witnesses>;
  /**
   * Witnesses a staged version of a function when the principal may pass on the use of each credential in it.
   *
   * @throws Problem `token/forbidden`, `grant/exceeded`, `function/not-found`, `function/invalid`,
   *   `function/credential-missing`, `policy/origin-refused`, `policy/placement-refused`
   */
  admitFunction(request: AdmitFunctionRequest): Promise<Witnesses>;
  /**
   * Witnesses a staged connect link.
   *
   * @throws Problem `token/forbidden`, `connect-link/not-found`, `credential/not-found`
   */
  admitConnectLink(request: AdmitConnectLinkRequest): Promise<Witnesses>;
  /**
   * Who comes by a connect link, its witness checked: its token is taken by `admitMaterial`, `admitConnection`, `verify` and
   * `verifyStaged` too, for the link's one credential, and by no other verb.
   *
   * @throws Problem `connect-link/not-found`, `connect-link/used`, `connect-link/revoked`, `connect-link/expired`,
   *   `connect-link/exhausted`
   */
  enterConnectLink(request: { readonly token: string }): Promise<Principal>;
  /**
   * Witnesses a staged OAuth configuration, and its client's secret where it has one.
   *
   * @throws Problem `token/forbidden`, `oauth-configuration/not-found`, `oauth-configuration/stale`,
   *   `oauth-configuration/secret-needed`, `request/invalid`, `egress/denied`, `credential/seal-refused`,
   *   `credential/value-refused`, `credential/empty-secret`, `credential/masked-value`
   */
  admitOAuthConfiguration(request: AdmitOAuthConfigurationRequest): Promise<Witnesses>;
  /**
   * Asks the server that a staged OAuth configuration names for its endpoints: URLs alone, each of them judged.
   *
   * @throws Problem `token/forbidden`, `oauth-configuration/not-found`, `oauth-configuration/discovery-failed`,
   *   `egress/denied`, `upstream/…`
   */
  discoverOAuthIssuer(request: DiscoverOAuthIssuerRequest): Promise<DiscoveredIssuer>;
  /**
   * Makes an organisation with its keys.
   *
   * @throws Problem `token/forbidden`, `organisation/slug-invalid`, `organisation/slug-taken`
   */
  createOrganisation(request: CreateOrganisationRequest): Promise<{ readonly organisationId: string }>;
  /**
   * Tries the credential on its API.
   *
   * @throws Problem `credential/not-found`, `token/forbidden`
   */
  verify(request: VerifyRequest): Promise<Verification>;
  /**
   * Tries a credential that is put up and not stored, with secrets that were admitted a moment ago.
   *
   * @throws Problem `credential/not-found`, `credential/unwitnessed`, `token/forbidden`, `request/rate-limited`
   */
  verifyStaged(request: VerifyStagedRequest): Promise<Verification>;
  /**
   * Begins a session for whoever knows the password, and the code where there is a second factor.
   *
   * @throws Problem `session/sign-in-failed`, `session/code-required`, `request/rate-limited`
   */
  signIn(request: SignInRequest): Promise<SignedIn>;
  /** What a one-time link is for. @throws Problem `invitation/invalid` */
  showLink(request: { readonly link: string }): Promise<Pick<Invitation, LinkMember>>;
  /**
   * Accepts a one-time link with a new account or that which there is, and signs in.
   *
   * @throws Problem `invitation/invalid`, `invitation/other-account`, `person/password-weak`, and those of `signIn`
   */
  acceptLink(request: AcceptLinkRequest): Promise<SignedIn>;
  /**
   * @throws Problem `session/required`, `session/sign-in-failed`, `session/not-found`, `person/password-weak`,
   *   `person/second-factor-missing`, `person/stale`, `request/rate-limited`
   */
  changeAccount(request: Traced & { readonly token: string; readonly change: AccountChange }): Promise<object>;
  /**
   * Begins a second factor, which counts once a first code was shown. The answer holds its secret: the one thing that the
   * broker tells once, for the person alone to keep.
   *
   * @throws Problem `session/required`, `session/sign-in-failed`, `person/second-factor-on`, `request/rate-limited`
   */
  beginSecondFactor(
    request: Traced & { readonly token: string; readonly password: string },
  ): Promise<{ readonly secret: string; readonly url: string }>;
  /** @throws Problem `token/forbidden`, `grant/exceeded`, `solution/not-found`, `request/invalid` */
  invite(request: InviteRequest): Promise<{ readonly invitationId: string }>;
  /** @throws Problem `invitation/not-found`, `token/forbidden`, `grant/exceeded` */
  withdrawInvitation(
    request: Traced & { readonly token: string; readonly organisationId: string; readonly invitationId: string },
  ): Promise<object>;
}
