/**
 * What the control plane may ask of the broker about connections: a part of the closed list of verbs. Two of them take no token of
 * a principal, for a browser has none: who knows a state may start its flow, and who has state and cookie may end it.
 */
import type { Connection } from '../../domain/connection.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import type { Witnesses } from './protocol.ts';

export interface AdmitConnectionRequest {
  readonly token: string;
  readonly organisationId: string;
  /** `flw_…` of what is staged. */
  readonly flowId: string;
  /** `flowDigest` of what control has staged: whoever edits the row meanwhile has it refused. */
  readonly digest: Uint8Array;
  /** Whether the request named the origins, or the provider that they follow from, itself. */
  readonly isNamed: boolean;
}

export interface ObtainConnectionRequest extends AdmitConnectionRequest {
  /** Version of the staged refresh token; needed by the grant `refresh_token`. */
  readonly refreshTokenVersion?: number;
  /** Of the record that will be written: what a provider names in its answer takes its place. */
  readonly baseUrl?: string;
}

/** A staged token with its witness. */
export interface ObtainedToken {
  readonly field: string;
  readonly materialVersion: number;
  readonly witness: Uint8Array;
}

/** What control commits. Holds no secret. */
export interface ObtainedConnection {
  /** Of the flow. */
  readonly witness: Uint8Array;
  readonly tokens: readonly ObtainedToken[];
  readonly connection: Connection;
  /** As granted. */
  readonly scopes: readonly string[];
  /** By plain field. */
  readonly captures: Readonly<Record<string, string>>;
  readonly baseUrl?: string;
  /** SHA-256 in hex. */
  readonly policyHash: string;
}

/** What the broker has committed itself: a refresh token that was brought in may be spent by now, and its successor must not be lost. */
export interface CommittedConnection {
  readonly isCommitted: true;
}

/** What a browser gets that sets out. */
export interface StartedConnection {
  readonly organisationId: string;
  readonly flowId: string;
  readonly authorizationUrl: string;
  /** Exact, as registered at the provider: where the browser will come back to. */
  readonly redirectUrl: string;
  /** To be kept by this browser, and shown at the callback. */
  readonly cookie: string;
  readonly expiresAt: Instant;
}

/** What a browser brings to the callback. */
export interface CallbackAnswer {
  readonly state: string;
  /** That of the flow; absent where the browser has none. */
  readonly cookie?: string;
  readonly code?: string;
  /** Of the authorisation server (RFC 6749, section 4.1.2.1). */
  readonly error?: string;
  /** The parameter `iss`. */
  readonly issuer?: string;
}

/** What came of it. Holds nothing secret. */
export interface ConnectionOutcome {
  readonly organisationId: string;
  readonly flowId: string;
  readonly credentialId: string;
  readonly credentialKey?: string;
  /** Why not; absent where it is connected. */
  readonly failure?: { readonly code: ProblemCode; readonly detail?: string };
  readonly returnUrl?: string;
  /** Asked for and not granted. */
  readonly missingScopes: readonly string[];
  /** The account's label, where it is known. */
  readonly account?: string;
  /** Of a reconnection to another account than before: its label. */
  readonly formerAccount?: string;
}

export interface RevokeConnectionRequest {
  readonly token: string;
  readonly organisationId: string;
  readonly credentialId: string;
}

/** The verbs. */
export interface ConnectionRpc {
  /**
   * Witnesses a staged flow of OAuth.
   *
   * @throws Problem `token/forbidden`, `connection/flow-unknown`, `connection/configuration-changed`,
   *   `oauth-configuration/domain-refused`, `credential/not-found`, `credential/origins-unnamed`, `credential/unopenable`
   */
  admitConnection(request: AdmitConnectionRequest): Promise<Witnesses>;
  /**
   * The same, and asks for the tokens at once: of a client for itself, which control commits, or for a refresh token that was
   * brought in, which the broker commits to the record that waits for it. Where the latter fails with a code of the store or of
   * the broker itself, nobody knows yet whether it will be committed.
   *
   * @throws Problem those of `admitConnection`; `connection/grant-unsupported`, `oauth/…`, `egress/denied`,
   *   `policy/origin-refused`, `credential/seal-refused`
   */
  obtainConnection(request: ObtainConnectionRequest): Promise<ObtainedConnection | CommittedConnection>;
  /**
   * Binds a flow to the browser that sets out. Whoever knows the state may ask.
   *
   * @throws Problem `connection/flow-unknown`, `connection/flow-used`, `connection/flow-expired`, `connection/no-consent`,
   *   `connection/configuration-changed`, `oauth-configuration/unwitnessed`
   */
  startConnection(request: { readonly state: string }): Promise<StartedConnection>;
  /**
   * Uses a flow up and, where the answer is a code, exchanges it, seals the tokens and commits them.
   *
   * @returns also where the flow came to nothing: why is in `failure`
   * @throws Problem `connection/flow-unknown`, `connection/flow-used`, `connection/flow-expired`, `connection/other-browser`
   */
  completeConnection(request: CallbackAnswer): Promise<ConnectionOutcome>;
  /**
   * Revokes the tokens at the provider; what is stored stays.
   *
   * @returns whether the provider was told; false where it has no way to revoke
   * @throws Problem `credential/not-found`, `token/forbidden`, `oauth/…`, `credential/unopenable`
   */
  revokeConnection(request: RevokeConnectionRequest): Promise<{ readonly isRevoked: boolean }>;
  /**
   * Opens what is about to be deleted, and revokes it at the provider once it is. Answers before anything is sent.
   *
   * @throws Problem `credential/not-found`, `token/forbidden`, `credential/unopenable`
   */
  revokeOnceDeleted(request: RevokeConnectionRequest): Promise<Record<never, never>>;
}
