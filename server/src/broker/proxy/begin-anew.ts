/**
 * A request whose credential was changed while it was under way begins anew where that does no harm, so that replacing a
 * secret costs no caller an error. It begins with the first step: whatever was withdrawn meanwhile refuses it.
 */
import { Problem } from '../../domain/problem.ts';
import type { TokenLife } from '../../domain/token-life.ts';

/** How often in all: whoever changes a credential many times a second must not keep a request from its end. */
const ATTEMPTS = 3;

/** What a caller may wait before it repeats a request that cannot begin anew. */
const RETRY_MS = 1_000;

/** @returns that the credential is another by now, for whom the request cannot begin anew */
export function changed(): Problem {
  return new Problem('credential/changed', { retryAfterMs: RETRY_MS });
}

/** The credential is another by now, and the request can begin anew. */
export class Superseded extends Problem {
  constructor() {
    super('credential/changed');
  }
}

/** The upstream has refused the token, of which there may be a newer one, and the request can begin anew. */
export class TokenRefused extends Superseded {
  readonly refused: TokenLife;

  constructor(refused: TokenLife) {
    super();
    this.refused = refused;
  }
}

/** What tells a step whether it may ask for a new beginning. */
export interface Attempt {
  readonly attemptsLeft: number;
  /** The token that the upstream has refused before; there is no second renewal for one request. */
  readonly refused?: TokenLife | undefined;
  /** Whether it is a request that is under way and judged anew, whose token has been sent. */
  readonly isUnderWay?: boolean;
}

/** Runs until it is not superseded. The last attempt has none left, and must not throw `Superseded`. */
export async function beginAnew(run: (attempt: Attempt) => Promise<unknown>): Promise<void> {
  let refused: TokenLife | undefined;
  for (let attemptsLeft = ATTEMPTS - 1; ; attemptsLeft--) {
    try {
      return void (await run({ attemptsLeft, refused }));
    } catch (error) {
      if (!(error instanceof Superseded) || attemptsLeft === 0) throw error;
      if (error instanceof TokenRefused) refused = error.refused;
    }
  }
}
