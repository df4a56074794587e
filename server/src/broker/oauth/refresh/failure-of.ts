/** What a failed request for a token means for the refresh token that was in it. */
import { Problem, type ProblemCode } from '../../../domain/problem.ts';
import { TokenError, type TokenFailure, toTokenProblem } from '../token-endpoint/token-failure.ts';
import type { Failed } from './failure-rules.ts';

/** Refusals of our own: of a policy, or of the guard of what leaves. */
const BEFORE_SENDING: ReadonlySet<ProblemCode> = new Set([
  'policy/origin-refused',
  'policy/placement-refused',
  'egress/denied',
  'credential/plain-http-refused',
  'credential/unopenable',
]);

/** Reads whatever a request for a token threw. Of what nobody foresaw nobody knows whether it was sent. */
export function failureOf(error: unknown): Failed {
  if (error instanceof TokenError) {
    const { code, retryAfterMs } = toTokenProblem(error.failure, error.cause);
    return { code, outcome: outcomeOf(error.failure), retryAfterMs };
  }
  const isRefusal = error instanceof Problem && BEFORE_SENDING.has(error.code);
  if (isRefusal) return { code: error.code, outcome: 'none', retryAfterMs: undefined };
  return { code: 'internal/unexpected', outcome: 'unknown', retryAfterMs: undefined };
}

function outcomeOf(failure: TokenFailure): Failed['outcome'] {
  switch (failure.kind) {
    case 'transient':
    case 'malformed':
      // A server that has answered with no token, and not in the words of a success, has redeemed nothing.
      return failure.outcome === 'unknown' ? 'unknown' : 'none';
    case 'permanent':
      // All other errors of RFC 6749, section 5.2, are found before the grant is looked at.
      return failure.error === 'invalid_grant' ? 'grant' : 'client';
  }
}
