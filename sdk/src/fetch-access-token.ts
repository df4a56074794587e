/**
 * The access token of a connection, for a runtime that is trusted with it. It exists only where the connection was sealed with
 * `release: access-token`, and for a token whose grant names that. Do not keep it: ask again when it has ended.
 */
import { type BrokerOptions, bearerOf, sendToBroker, urlAtBroker, visible } from './at-broker.ts';

/** What a vendor's own library wants. */
export interface ReleasedToken {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  /** RFC 3339; absent where the provider does not tell. */
  readonly expiresAt?: string;
  /** As granted, several separated by blanks. */
  readonly scope?: string;
}

/**
 * @param key - Key or id of the connection, in the token's solution or the organisation.
 * @throws KeywardError what the broker refuses with, `release/refused` or `connection/reconnect-required` say;
 *   `client/unreachable`, `config/invalid`, `token/invalid`
 */
export async function fetchAccessToken(key: string, options: BrokerOptions): Promise<ReleasedToken> {
  const url = urlAtBroker(options.brokerUrl, `/access-token/${encodeURIComponent(key)}`);
  const { solution } = options;
  const place = solution && {
    'keyward-solution': visible(solution, 'request/invalid', 'A header has no such form.'),
  };
  const answer = await sendToBroker(url, { headers: { authorization: bearerOf(options.token), ...place } }, options);
  return (await answer.json()) as ReleasedToken;
}
