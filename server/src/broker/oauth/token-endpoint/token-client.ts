/** What a request to an authorisation server needs: the opened client, the token in the answer, and the parts of the broker. */
import type { Instant } from '../../../domain/instant.ts';
import type { OAuthQuirks } from '../../../domain/oauth-quirks.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { Secret } from '../../../domain/secret.ts';
import type { BrokerParts } from '../../parts.ts';

export interface TokenParts extends Pick<BrokerParts, 'upstreams' | 'clock'> {
  /** From the beginning of a request to the end of its answer. Default 10,000 ms. */
  readonly tokenTimeoutMs?: number;
}

/** What of a configuration's definition a token request needs; `OAuthDefinition` has it. */
export interface TokenDefinition {
  readonly clientId: string;
  readonly clientAuthentication: 'basic' | 'post' | 'private_key_jwt' | 'none';
  /** `kid` of the client's key. */
  readonly keyId?: string;
  /** By default that of the key. */
  readonly assertionAlgorithm?: 'RS256' | 'PS256' | 'ES256' | 'EdDSA';
  readonly issuer?: string;
  readonly tokenUrl: string;
  readonly revocationUrl?: string;
  readonly scopes: readonly string[];
  readonly scopeSeparator: string;
  readonly quirks: OAuthQuirks;
}

/** A client whose secret was opened. Whoever opened it wipes it. */
export interface TokenClient {
  readonly organisationId: string;
  readonly definition: TokenDefinition;
  /** Client secret, or private key in PEM; absent for a public client. */
  readonly secret?: Secret<string>;
  /** What the secret was sealed under: it goes to no other URL. */
  readonly policy: Policy;
}

/** @see RFC 6749, section 5.1 */
export interface TokenAnswer {
  readonly accessToken: Secret<string>;
  /** Absent where the server keeps the old one in force, or gives none at all. */
  readonly refreshToken?: Secret<string>;
  /** As the server calls it, in lower case; `bearer` where it does not say. */
  readonly tokenType: string;
  /** From `receivedAt`; absent where nobody says. */
  readonly expiresInSeconds?: number;
  /** What was granted, separated by blanks; absent where the server does not say: as asked for (RFC 6749, section 5.1). */
  readonly scope?: string;
  /** Not validated: that is up to who knows nonce and keys. */
  readonly idToken?: Secret<string>;
  /** By plain field; none of them holds a token. */
  readonly captures: Readonly<Record<string, string>>;
  /** When the request was sent: from then on the life of the token is counted, which errs to the safe side. */
  readonly receivedAt: Instant;
}
