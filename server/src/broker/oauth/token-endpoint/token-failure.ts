/**
 * Why an authorisation server gave no token, in words of our own: what it answered is never quoted, since on a failure it may
 * hold what it was sent. Told apart is what matters to who decides what to do next: whether the same request may succeed
 * later, and whether a token that is good for one use only may have been used up.
 *
 * @see RFC 6749, section 5.2
 */
import type { TokenErrorCode } from '../../../domain/oauth-quirks.ts';
import { Problem } from '../../../domain/problem.ts';

/**
 * What is known of a request that failed: it never left; the server has answered, and not with a token; or it left, and
 * whether the server has acted on it is unknown.
 */
export type TokenOutcome = 'unsent' | 'refused' | 'unknown';

/** The same request may succeed later. */
export interface TransientFailure {
  readonly kind: 'transient';
  readonly reason: 'unreachable' | 'busy' | 'no-answer' | 'rate-limited' | 'unavailable' | 'page';
  readonly outcome: TokenOutcome;
  /** What the server asked for; above 0. */
  readonly retryAfterMs?: number;
}

/** The server has said no, and will say so again. */
export interface PermanentFailure {
  readonly kind: 'permanent';
  readonly error: TokenErrorCode;
}

/** An answer that is none of RFC 6749. Where it is not an error, a token may have been given in it. */
export interface MalformedFailure {
  readonly kind: 'malformed';
  readonly fault: 'not-json' | 'too-large' | 'redirect' | 'unknown-error' | 'no-token' | 'token-type' | 'capture';
  readonly outcome: Exclude<TokenOutcome, 'unsent'>;
}

export type TokenFailure = TransientFailure | PermanentFailure | MalformedFailure;

/** Carries a failure to who decides about it. It must not reach a caller as it is: `toTokenProblem` says what does. */
export class TokenError extends Error {
  readonly failure: TokenFailure;

  /** @param cause - For the log; never one that holds a part of the answer. */
  constructor(failure: TokenFailure, cause?: unknown) {
    super(`the token endpoint gave no token: ${failure.kind}`, cause === undefined ? undefined : { cause });
    this.name = 'TokenError';
    this.failure = failure;
  }
}

/** What a caller is told. */
export function toTokenProblem(failure: TokenFailure, cause?: unknown): Problem {
  switch (failure.kind) {
    case 'transient':
      return transientProblem(failure, cause);
    case 'permanent':
      return permanentProblem(failure);
    case 'malformed':
      return malformedProblem(failure);
  }
}

function transientProblem({ reason, retryAfterMs }: TransientFailure, cause: unknown): Problem {
  const options = { ...(retryAfterMs !== undefined && { retryAfterMs }), ...(cause !== undefined && { cause }) };
  switch (reason) {
    case 'unreachable':
      return new Problem('oauth/unreachable', options);
    case 'busy':
    case 'unavailable':
      return new Problem('oauth/unavailable', options);
    case 'no-answer':
      return new Problem('oauth/no-answer', options);
    case 'rate-limited':
      return new Problem('oauth/rate-limited', options);
    case 'page':
      return new Problem('oauth/page-answered', options);
  }
}

function permanentProblem({ error }: PermanentFailure): Problem {
  switch (error) {
    case 'invalid_grant':
      return new Problem('oauth/grant-refused');
    case 'invalid_client':
    case 'unauthorized_client':
      return new Problem('oauth/client-refused', { detail: `The error was ${error}.` });
    case 'invalid_scope':
    case 'invalid_target':
      return new Problem('oauth/scope-refused', { detail: `The error was ${error}.` });
    case 'invalid_request':
    case 'unsupported_grant_type':
      return new Problem('oauth/request-refused', { detail: `The error was ${error}.` });
  }
}

const FAULTS = {
  'not-json': 'It is not a JSON object.',
  'too-large': 'It is larger than 64 KiB.',
  redirect: 'It is a redirect, and none is followed.',
  'unknown-error': 'It is an error, and not one of RFC 6749, section 5.2.',
  'no-token': 'It has no access token that could be sent as a bearer token.',
  'token-type': 'Its token is of another type than Bearer.',
  capture: 'What the provider names as part of the connection is not in it, or is not what it may be.',
} as const satisfies Record<MalformedFailure['fault'], string>;

function malformedProblem({ fault }: MalformedFailure): Problem {
  return new Problem('oauth/answer-malformed', { detail: FAULTS[fault] });
}
