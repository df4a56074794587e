/** What follows from an upstream's 401, where the token that it refused may have ended before its time or without notice. */

import type { TokenLife } from '../../domain/token-life.ts';
import type { TokenKeeper } from '../oauth/refresh/token-keeper.ts';
import { TokenRefused } from './begin-anew.ts';

export interface Refusal {
  /** The token that was refused before in this very request, if one was. */
  readonly refused: TokenLife | undefined;
  /** Whether the request can be sent once more. */
  readonly isRepeatable: boolean;
}

/**
 * Once a request, another token is asked for, and the request sent again where that can be done; where it cannot, the next one
 * has the new token. A refusal of a new token is the caller's.
 *
 * @returns what the exchange ends with, to begin anew; undefined where the answer goes to the caller
 */
export function refusedToken(
  keeper: TokenKeeper,
  life: TokenLife,
  { refused, isRepeatable }: Refusal,
): TokenRefused | undefined {
  if (refused) {
    // With the same token as before, nothing was learnt of it.
    if (life.obtainedAt !== refused.obtainedAt) keeper.noteDenied(life);
    return undefined;
  }
  if (!keeper.isWorthRenewing(life)) return undefined;
  if (isRepeatable) return new TokenRefused(life);
  keeper.renewRefusedBehind(life);
  return undefined;
}
