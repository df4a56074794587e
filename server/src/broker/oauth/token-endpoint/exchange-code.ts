/** Redeems the code of a consent: once, for the tokens that the owner of the account has given. */
import type { Secret } from '../../../domain/secret.ts';
import { askForToken } from './ask-for-token.ts';
import type { TokenAnswer, TokenClient, TokenParts } from './token-client.ts';

export interface CodeToExchange {
  readonly code: Secret<string>;
  /** That of the authorisation request, to the letter. */
  readonly redirectUrl: string;
  /** Absent only where the configuration says `pkce: none`. */
  readonly codeVerifier?: Secret<string>;
  /** RFC 8707. */
  readonly resources?: readonly string[];
}

/**
 * @throws TokenError, see `toTokenProblem`
 * @throws Problem as `askForToken`
 * @see RFC 6749, section 4.1.3; RFC 7636, section 4.5
 */
export function exchangeCode(parts: TokenParts, client: TokenClient, request: CodeToExchange): Promise<TokenAnswer> {
  const { code, redirectUrl, codeVerifier, resources } = request;
  const parameters = {
    code: code.reveal(),
    redirect_uri: redirectUrl,
    code_verifier: codeVerifier?.reveal(),
    resource: resources,
  };
  return askForToken(parts, client, { type: 'authorization_code', parameters });
}
