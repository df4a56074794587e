/**
 * A connection: the token life of a credential that was come by through OAuth. Its tokens lie sealed in the credential's
 * material; here stands what is not secret: when they end, who renews them, and what came of it. Pure; no I/O.
 */
import type { Instant } from './instant.ts';

/** How the tokens are come by (RFC 6749, sections 4.1, 4.4 and 6). */
export type ConnectionGrant = 'authorization_code' | 'client_credentials' | 'refresh_token';

/** The right of one node to renew the tokens of a connection. Judged in database time. */
export interface RefreshLease {
  /** Made anew for each renewal, so that whoever comes late is told from its successor on the same node. */
  readonly holder: string;
  /** Ends then, unless the holder has renewed it. */
  readonly until: Instant;
}

export interface Connection {
  readonly organisationId: string;
  /** The same id as its credential. */
  readonly credentialId: string;
  /** Of the client: `oac_…`. */
  readonly configurationId: string;
  readonly grant: ConnectionGrant;
  /** End of the access token; absent where the authorization server does not tell. */
  readonly accessExpiresAt?: Instant;
  /** When the tokens were given. */
  readonly obtainedAt: Instant;
  /** Whoever renews, or renewed last without saying how it ended. */
  readonly lease?: RefreshLease;
  /**
   * Material version of the refresh token that is being redeemed: committed before it is sent, taken back when the outcome
   * is known. Where it stands and the lease has ended, nobody knows whether the token is spent.
   */
  readonly redeeming?: number;
  /** Attempts in a row that came to nothing. */
  readonly failures: number;
  /** Not tried again before. */
  readonly retryAt?: Instant;
  /** Why the last attempt came to nothing: a code, nothing of an answer. */
  readonly lastFailure?: string;
  /** When the schedule looks at it: to keep an idle one alive, or to see what has become of a renewal. Absent: never. */
  readonly keepAliveAt?: Instant;
}

/** Types of credentials that connections make, and whose secrets no edit of the record touches. A test holds them against the catalogue. */
export const typesOfConnections: ReadonlySet<string> = new Set(['OAuth2', 'OAuth2Refresh', 'OAuthAlias']);
