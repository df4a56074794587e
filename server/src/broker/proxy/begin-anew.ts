/**
 * A request whose credential was changed while it was under way begins anew where that does no harm, so that replacing a
 * secret costs no caller an error. It begins with the first step: whatever was withdrawn meanwhile refuses it.
 */
import { Problem } from '../../domain/problem.ts';

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

/** What tells a step whether it may ask for a new beginning. */
export interface Attempt {
  readonly attemptsLeft: number;
}

/** Runs until it is not superseded. The last attempt has none left, and must not throw `Superseded`. */
export async function beginAnew(run: (attempt: Attempt) => Promise<unknown>): Promise<void> {
  for (let attemptsLeft = ATTEMPTS - 1; ; attemptsLeft--) {
    try {
      return void (await run({ attemptsLeft }));
    } catch (error) {
      if (!(error instanceof Superseded) || attemptsLeft === 0) throw error;
    }
  }
}
