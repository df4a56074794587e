/** What requests to an authorisation server need of the broker, and what comes of them: a token. */
import type { Instant } from '../../../domain/instant.ts';
import type { Secret } from '../../../domain/secret.ts';
import type { BrokerParts } from '../../parts.ts';
import type { OpenedClient } from '../open-client.ts';

export interface TokenParts extends Pick<BrokerParts, 'upstreams' | 'clock'> {
  /** From the beginning of a request to the end of its answer. Default 10,000 ms. */
  readonly tokenTimeoutMs?: number;
}

/** A client that was opened, and whose it is. */
export interface TokenClient extends Pick<OpenedClient, 'definition' | 'secret' | 'policy'> {
  readonly configuration: Pick<OpenedClient['configuration'], 'organisationId'>;
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
