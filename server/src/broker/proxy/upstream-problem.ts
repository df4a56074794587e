/** Sorts what can go wrong between broker and upstream into problems. The original goes to the log alone. */
import { Problem, type ProblemCode } from '../../domain/problem.ts';

const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const UNREACHABLE =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/;

/** A Problem stays itself; everything else becomes one of `upstream/timeout`, `upstream/unreachable`, `upstream/broken`. */
export function toUpstreamProblem(error: unknown): Problem {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Problem) return cause;
  }
  return new Problem(codeOf(error), { cause: error });
}

function codeOf(error: unknown): ProblemCode {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // What AbortSignal.timeout() gives has a number for its code.
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  if (isTimeout || TIMEOUTS.has(code)) return 'upstream/timeout';
  return UNREACHABLE.test(code) ? 'upstream/unreachable' : 'upstream/broken';
}
