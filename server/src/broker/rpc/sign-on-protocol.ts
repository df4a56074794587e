/**
 * What the control plane may ask of the broker about single sign-on: a part of the closed list of verbs. Two of them may come
 * without a token, for whoever signs in has none yet. Control makes the token of the session that is to begin, and tells its hash.
 */
import type { Instant } from '../../domain/instant.ts';
import type { ProblemCode } from '../../domain/problem.ts';
import type { SignOnPurpose } from '../../domain/sign-on.ts';
import type { SignedIn } from './protocol.ts';

interface Traced {
  readonly requestId?: string;
  /** IP address of the peer. */
  readonly address?: string;
}

export interface StartSignOnRequest extends Traced {
  /** Of who links or tests; absent: somebody signs in. */
  readonly token?: string;
  /** Of the provider; `installation` for one of the installation. */
  readonly organisationId: string;
  readonly identityProviderId: string;
  readonly purpose: SignOnPurpose;
  /** Path of the console where it goes on. */
  readonly returnPath: string;
  /** Keyward's own callback, as it is registered at the provider. The broker sends nothing there. */
  readonly redirectUrl: string;
  /** Of who links, where the account has one. */
  readonly password?: string;
  readonly code?: string;
}

/** What a browser gets that sets out. */
export interface StartedSignOn {
  readonly flowId: string;
  readonly authorizationUrl: string;
  /** To be kept by this browser, and shown at the callback. */
  readonly cookie: string;
  readonly expiresAt: Instant;
}

/** What a browser brings to the callback. */
export interface CompleteSignOnRequest extends Traced {
  /** At whose address the browser has come back. */
  readonly identityProviderId: string;
  readonly state: string;
  readonly cookie?: string;
  readonly code?: string;
  readonly error?: string;
  /** The parameter `iss`. */
  readonly issuer?: string;
  /** SHA-256 of the token of the session that begins, where one does. */
  readonly sessionHash: Uint8Array;
  readonly agent?: string;
}

/** What came of it. */
export interface SignOnOutcome {
  readonly flowId: string;
  readonly organisationId: string;
  readonly identityProviderId: string;
  readonly purpose: SignOnPurpose;
  readonly returnPath: string;
  readonly signedIn?: SignedIn;
  /** Of a test: whom the provider has signed in, and what a sign-in would have come to. */
  readonly tested?: {
    readonly subject: string;
    readonly email?: string;
    readonly isVerified: boolean;
    readonly wouldBe: 'account' | 'first';
  };
  /** Why not. */
  readonly failure?: { readonly code: ProblemCode; readonly detail?: string };
}

export interface RemoveIdentityProviderRequest extends Traced {
  readonly token: string;
  readonly organisationId: string;
  readonly identityProviderId: string;
  readonly version: number;
}

/** The verbs. */
export interface SignOnRpc {
  /**
   * Begins a flow to an identity provider.
   *
   * @throws Problem `identity-provider/not-found`, `request/rate-limited`, `request/invalid`; of a link also
   *   `session/limited`, `session/fresh-needed`, `session/sign-in-failed`, `session/code-required`; of a test `token/forbidden`
   */
  startSignOn(request: StartSignOnRequest): Promise<StartedSignOn>;
  /**
   * Uses a flow up, and signs in, links or tests.
   *
   * @returns also where it came to nothing: why is in `failure`
   * @throws Problem `single-sign-on/flow-unknown`, `single-sign-on/other-browser`
   */
  completeSignOn(request: CompleteSignOnRequest): Promise<SignOnOutcome>;
  /** @throws Problem `identity-provider/not-found`, `identity-provider/stale`, `token/forbidden` */
  removeIdentityProvider(request: RemoveIdentityProviderRequest): Promise<object>;
}
