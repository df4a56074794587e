/**
 * Single sign-on under way and done: the flow of one browser to an identity provider and back, and the link between an
 * account and a subject there. A link is by provider, issuer and subject, never by an address.
 */
import canonicalize from 'canonicalize';
import { sha256 } from './encoding.ts';
import type { Instant } from './instant.ts';

/** What comes of a flow: a session; a link to the account that began it; or nothing but what would have come of it. */
export type SignOnPurpose = 'sign-in' | 'link' | 'test';

/** One way to an identity provider and back. Holds no secret: verifier and nonce are derived from its id. */
export interface SignOnFlow {
  /** `sgn_…` */
  readonly id: string;
  /** Of the provider; `installation` for one of the installation. */
  readonly organisationId: string;
  readonly providerId: string;
  /** Of the provider when it began: another one ends the flow. */
  readonly providerVersion: number;
  readonly purpose: SignOnPurpose;
  /** SHA-256 of the state. */
  readonly stateHash: Uint8Array;
  /** By which the browser is known again. */
  readonly cookieMac: Uint8Array;
  /** Who links or tests, and by which session. */
  readonly personId?: string;
  readonly sessionId?: string;
  /** Path of the console where it goes on. */
  readonly returnPath: string;
  /** As registered at the provider. */
  readonly redirectUrl: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly witness?: Uint8Array;
}

/** An account at an identity provider that signs a person in. */
export interface IdentityLink {
  /** `idl_…` */
  readonly id: string;
  /** `NOBODY` once it was taken from an account: the subject signs nobody in until it is linked anew. */
  readonly personId: string;
  /** Of the provider. */
  readonly organisationId: string;
  readonly providerId: string;
  /** To the letter. Of another issuer than the provider's it signs nobody in. */
  readonly issuer: string;
  /** `sub`, to the letter. */
  readonly subject: string;
  readonly createdAt: Instant;
  /** Not witnessed. */
  readonly usedAt: Instant;
  readonly witness?: Uint8Array;
}

/** In place of a person. */
export const NOBODY = '';

/** How a session came by single sign-on. */
export interface SessionOrigin {
  /** Of the provider: one of an organisation reaches that organisation alone. */
  readonly organisationId: string;
  readonly providerId: string;
  /** Of the provider at the sign-in: another one ends the session. */
  readonly epoch: number;
  readonly linkId: string;
}

/** So long a person may take at the provider. */
export const SIGN_ON_MS = 10 * 60_000;
/** So long after its sign-in a session stands for a password that its person has not. */
export const FRESH_MS = 10 * 60_000;

/** What the witness of a flow covers. */
export function signOnDigest(flow: SignOnFlow): Buffer {
  const { witness: _, stateHash, cookieMac, ...members } = flow;
  const hashes = [stateHash, cookieMac].map((bytes) => Buffer.from(bytes).toString('hex'));
  return sha256(canonicalize({ ...members, hashes })!);
}
