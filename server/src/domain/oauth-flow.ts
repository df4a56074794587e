/**
 * A flow: one consent that is asked for, or one request for tokens that nobody has to consent to. What it confers, tokens
 * sealed under a policy for one credential, is witnessed by the broker; the flow that the tokens came of is what
 * a reconnection stands on, so that no edit of a record sends new tokens elsewhere. Pure; no I/O.
 *
 * @see docs/adr/0038-flows-are-witnessed.md
 */
import canonicalize from 'canonicalize';
import type { ConnectionGrant } from './connection.ts';
import { sha256 } from './encoding.ts';
import type { Instant } from './instant.ts';
import { clientPolicy, type OAuthDefinition } from './oauth-configuration.ts';
import type { Policy } from './policy.ts';

/** What the flow is for: a credential that has no tokens yet, or one that may have. */
export type FlowPurpose = 'connect' | 'reconnect';

/** A flow as it is stored. */
export interface OAuthFlow {
  readonly organisationId: string;
  /** `flw_…` */
  readonly id: string;
  /** SHA-256 of the state, which stands nowhere else. */
  readonly stateHash: Uint8Array;
  readonly credentialId: string;
  /** Type of the credential: bound by each envelope. */
  readonly type: string;
  readonly configurationId: string;
  /** The version of the configuration that the flow was begun under: under another one it is not completed. */
  readonly configurationVersion: number;
  readonly grant: ConnectionGrant;
  /** RFC 8785 bytes: what the tokens will be sealed under. */
  readonly policy: Uint8Array;
  /** Asked for, in order. */
  readonly scopes: readonly string[];
  /** Exact, as registered. */
  readonly redirectUrl: string;
  /** Where the browser goes at the end; absent: to a page of Keyward's. */
  readonly returnUrl?: string;
  readonly purpose: FlowPurpose;
  /** Demanded back in the ID token; absent where none is expected. */
  readonly nonce?: string;
  readonly expiresAt: Instant;
  readonly createdAt: Instant;
  /** Token id of whoever asked for it. */
  readonly createdBy: string;
  /** The broker's HMAC over the cookie of the browser that has started it last. */
  readonly cookieMac?: Uint8Array;
  /** When its one answer came, or its tokens were obtained. */
  readonly usedAt?: Instant;
  /** When the tokens came of it that the credential has. */
  readonly completedAt?: Instant;
  /** The broker's HMAC; absent while staged. */
  readonly witness?: Uint8Array;
}

/** SHA-256 of everything that a flow confers: what its witness covers, and what control tells the broker that it means. */
export function flowDigest(flow: OAuthFlow): Buffer {
  const { organisationId, id, stateHash, credentialId, type, configurationId, configurationVersion, policy } = flow;
  const { grant, scopes, redirectUrl, returnUrl, purpose, nonce, expiresAt, createdAt, createdBy } = flow;
  const conferred = canonicalize({
    ...{ organisationId, id, credentialId, type, configurationId, configurationVersion, grant, scopes, redirectUrl },
    ...{ purpose, expiresAt, createdAt, createdBy },
    ...(returnUrl !== undefined && { returnUrl }),
    ...(nonce !== undefined && { nonce }),
    stateHash: Buffer.from(stateHash).toString('hex'),
    policy: Buffer.from(policy).toString('utf8'),
  });
  return sha256(Buffer.from(conferred!, 'utf8'));
}

/** Where tokens stand in a token request: no other request has such a place. */
const TOKEN_PLACEMENT = 'client:token';

/**
 * The policy of tokens: the access token leaves for calls, the refresh token for the client's own URLs, each for nothing else.
 *
 * @param base - As it follows from the credential's origins, rule and options.
 */
export function tokenPolicy(base: Policy, definition: OAuthDefinition): Policy {
  const { api, verify } = base.roles;
  return {
    ...base,
    fields: { accessToken: ['api', 'verify'], refreshToken: ['token'] },
    roles: {
      ...(api && { api }),
      token: { origins: clientPolicy(definition).roles.token?.origins ?? [], placements: [TOKEN_PLACEMENT] },
      ...(verify && { verify }),
    },
  };
}

/** Granted with others as a matter of course, and named in few answers. */
const SELDOM_NAMED: ReadonlySet<string> = new Set(['openid', 'offline_access']);

/** Scopes that were asked for and not granted; those that servers seldom name are not missed. */
export function missingScopes(asked: readonly string[], granted: readonly string[]): string[] {
  const has = new Set(granted);
  return asked.filter((scope) => !has.has(scope) && !SELDOM_NAMED.has(scope));
}
