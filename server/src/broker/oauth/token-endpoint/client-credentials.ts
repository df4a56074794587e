/** Asks for a token for the client itself. There is nobody to consent, and no refresh token: another one is asked for. */
import { askForToken } from './ask-for-token.ts';
import type { TokenAnswer, TokenClient, TokenParts } from './token-client.ts';

export interface ClientCredentialsRequest {
  /** Those that were chosen for the connection; else the provider's for this grant, else the configuration's. */
  readonly scopes?: readonly string[];
  /** RFC 8707. */
  readonly resources?: readonly string[];
}

/**
 * @throws TokenError, see `toTokenProblem`
 * @throws Problem as `askForToken`
 * @see RFC 6749, section 4.4
 */
export async function clientCredentials(
  parts: TokenParts,
  client: TokenClient,
  { scopes: chosen, resources }: ClientCredentialsRequest,
): Promise<TokenAnswer> {
  const { scopes: usual, scopeSeparator, quirks } = client.definition;
  const scopes = chosen ?? quirks.tokenRequest?.clientCredentialsScopes ?? usual;
  const parameters = {
    scope: scopes.length === 0 ? undefined : scopes.join(scopeSeparator),
    resource: resources,
  };
  const answer = await askForToken(parts, client, { type: 'client_credentials', parameters });
  // RFC 6749, section 4.4.3: there should be none; one that comes all the same would only be a secret more to keep.
  const { refreshToken: _needless, ...token } = answer;
  return token;
}
