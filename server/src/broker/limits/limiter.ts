/**
 * Lets a request through where its token and its credential have room for it, and counts it in both or in neither. Each
 * node counts for itself: n nodes let through up to n times a limit.
 */
import type { Principal } from '../../domain/access-token.ts';
import type { Credential } from '../../domain/credential.ts';
import { Gate } from './gate.ts';

export interface LimiterOptions {
  /** Requests at once of a token that has no such limit of its own; 0: none. So the next, of a credential. */
  readonly tokenConcurrency: number;
  readonly credentialConcurrency: number;
  /** Milliseconds that only rise; by default the process's own. */
  readonly counter?: () => number;
}

/** A request that was let through. */
export interface Entered {
  /** Ends it; a second call does nothing. Undefined where nothing is limited. */
  readonly leave: (() => void) | undefined;
}

const UNCOUNTED: Entered = { leave: undefined };

export interface Limiter {
  /**
   * Counts one request, or none where it is refused.
   *
   * @throws Problem `limit/rate`, `limit/concurrency`
   */
  enter(principal: Principal, credential: Credential): Entered;
}

export function createLimiter(options: LimiterOptions): Limiter {
  const { tokenConcurrency, credentialConcurrency, counter = () => performance.now() } = options;
  const tokens = new Gate('token', tokenConcurrency);
  const credentials = new Gate('credential', credentialConcurrency);
  const isDefault = tokenConcurrency > 0 || credentialConcurrency > 0;

  return {
    enter({ tokenId, limits }, { organisationId, id, limits: credentialLimits }) {
      if (limits === undefined && credentialLimits === undefined && !isDefault) return UNCOUNTED;
      const now = Math.floor(counter());
      // A client may choose a credential's id: it is unique in the organisation alone.
      const credentialId = `${organisationId}\n${id}`;
      const ofToken = tokens.check(tokenId, limits, now);
      const ofCredential = credentials.check(credentialId, credentialLimits, now);
      ofToken?.take(now);
      ofCredential?.take(now);
      let isOver = false;
      const leave = (): void => {
        if (isOver) return;
        isOver = true;
        if (ofToken) tokens.leave(tokenId, ofToken);
        if (ofCredential) credentials.leave(credentialId, ofCredential);
      };
      return { leave };
    },
  };
}
