/** Redeems a refresh token. Whether it may be sent, and whether it may be sent again, is for the caller to know. */
import type { Secret } from '../../../domain/secret.ts';
import { askForToken } from './ask-for-token.ts';
import type { TokenAnswer, TokenClient, TokenParts } from './token-client.ts';

export interface TokenToRefresh {
  readonly refreshToken: Secret<string>;
  /** Fewer than were granted; as granted where it is left out. */
  readonly scopes?: readonly string[];
  /** RFC 8707. */
  readonly resources?: readonly string[];
}

/**
 * @returns without a refresh token where the old one stays in force (RFC 6749, section 6)
 * @throws TokenError, see `toTokenProblem`
 * @throws Problem as `askForToken`
 */
export function refreshToken(parts: TokenParts, client: TokenClient, request: TokenToRefresh): Promise<TokenAnswer> {
  const { refreshToken: token, scopes, resources } = request;
  const parameters = {
    refresh_token: token.reveal(),
    scope: scopes?.join(client.definition.scopeSeparator),
    resource: resources,
  };
  return askForToken(parts, client, { type: 'refresh_token', parameters });
}
