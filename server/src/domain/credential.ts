/**
 * The credential as it is stored and listed: everything but the secrets, which lie sealed in their own table.
 */
import type { InjectionStep } from './injection-rule.ts';
import type { Instant } from './instant.ts';
import type { CredentialLimits } from './limits.ts';
import { defaultSettings, type OrganisationSettings } from './organisation-settings.ts';
import type { ProblemCode, Violation } from './problem.ts';

export type CredentialStatus = 'valid' | 'invalid' | 'incomplete' | 'reconnect_required' | 'expired' | 'deleted';

/** `accepted` only after an explicit success of a live check; `rejected` only after an explicit refusal. */
export type Verdict = 'accepted' | 'rejected' | 'unverified';

/** A request as it was sent, secrets as dots. */
export interface TracedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** One line of a verification's trace; made from the scrubbed response only. */
export interface VerificationStep {
  readonly step: string;
  readonly outcome: 'ok' | 'failed' | 'skipped';
  /** For people; contains no secret and nothing of the upstream's body. */
  readonly note: string;
  /** Of a step that has sent one. */
  readonly request?: TracedRequest;
}

export interface Verification {
  readonly verdict: Verdict;
  readonly checkedAt?: Instant;
  readonly account?: string;
  readonly steps: readonly VerificationStep[];
}

/** A credential's record. A tombstone (`expired`, `deleted`) keeps its key for the list and stops look-ups. */
export interface Credential {
  readonly organisationId: string;
  readonly id: string;
  /** Empty string: belongs to the organisation. */
  readonly solutionId: string;
  readonly key: string;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly type: string;
  readonly provider?: string;
  readonly baseUrl?: string;
  readonly allowedOrigins?: readonly string[];
  /** Non-secret fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** Non-secret fields of an open type whose bytes are not UTF-8, in base64; absent where there is none. */
  readonly binaryFields?: Readonly<Record<string, string>>;
  /** Of an open type: the fields that are secret, sorted; absent: all. May grow, never shrink. */
  readonly redactFields?: readonly string[];
  /** The credential's own rule, for types that take one. Its placements are sealed, so that editing it opens nothing. */
  readonly injection?: readonly InjectionStep[];
  /** How much it may be used; not sealed: no secret goes elsewhere by them. */
  readonly limits?: CredentialLimits;
  /** The live material version of each secret field that is set. */
  readonly secrets: Readonly<Record<string, number>>;
  /** SHA-256 of the policy bytes, in hex; compared when a change might alter the policy. */
  readonly policyHash?: string;
  readonly status: CredentialStatus;
  readonly errors: readonly Violation[];
  readonly verification: Verification;
  readonly expiresAt?: Instant;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
  readonly lastUsedAt?: Instant;
  readonly deletedAt?: Instant;
}

/** One sealed secret field: immutable once written; a new secret is a new material version. */
export interface Material {
  readonly organisationId: string;
  readonly credentialId: string;
  readonly field: string;
  /** Rises by one with each new secret of the field; part of the envelope's binding. */
  readonly materialVersion: number;
  readonly type: string;
  readonly envelope: Uint8Array;
  /** RFC 8785 bytes; unauthenticated until the envelope opens under them. */
  readonly policy: Uint8Array;
  /** The broker's HMAC; absent while pending. */
  readonly witness?: Uint8Array;
  readonly createdAt: Instant;
}

/** Types that are connected to and not called. A test holds them against the catalogue. */
export const typesNotForHttp: ReadonlySet<string> = new Set(['Database', 'Smtp']);

/**
 * Why a credential is not injected, or undefined when it is.
 *
 * @param settings - Of its organisation: whether a rejected credential is injected all the same; by default it is not.
 */
export function unusableReason(
  credential: Credential,
  now: Instant,
  settings: Pick<OrganisationSettings, 'injectRejected'> = defaultSettings,
): ProblemCode | undefined {
  switch (credential.status) {
    case 'deleted':
      return 'credential/not-found';
    case 'expired':
      return 'credential/expired';
    case 'invalid':
      return 'credential/invalid';
    case 'reconnect_required':
      return 'connection/reconnect-required';
    case 'incomplete':
      return 'credential/incomplete';
    case 'valid':
      break;
  }
  if (credential.expiresAt !== undefined && credential.expiresAt <= now) return 'credential/expired';
  if (credential.verification.verdict === 'rejected' && !settings.injectRejected) return 'credential/rejected';
  if (typesNotForHttp.has(credential.type)) return 'credential/not-http';
  if (credential.baseUrl === undefined && credential.allowedOrigins === undefined) return 'credential/no-origin';
  // Without a secret there is no sealed policy, and so nothing that the broker may place.
  if (Object.keys(credential.secrets).length === 0) return 'credential/not-injectable';
  return undefined;
}
