/** The two kinds of access tokens, which have the same commands: those of an organisation and those of the platform. */
import type { KeywardClient } from '@keyward/sdk';

/** The API's methods for one kind. */
export type TokenGroup = KeywardClient['platformAccessTokens'];

/** What one kind differs in. */
export interface TokenKind {
  /** Name of the group of commands. */
  readonly command: string;
  readonly description: string;
  /** Whether it may be limited to solutions. */
  readonly takesSolutions: boolean;
  groupOf(client: KeywardClient): TokenGroup;
}

/** Acts in one organisation. */
export const organisationTokens: TokenKind = {
  command: 'token',
  description: 'Create, list, rotate and revoke access tokens',
  takesSolutions: true,
  groupOf: ({ accessTokens }) => accessTokens,
};

/** Acts in every organisation. */
export const platformTokens: TokenKind = {
  command: 'platform-token',
  description: 'The same for tokens that act in every organisation',
  takesSolutions: false,
  groupOf: ({ platformAccessTokens }) => platformAccessTokens,
};
