/**
 * Whether a request that found its pooled connection closed is sent once more. An upstream may close an idle connection
 * in the moment in which it is used again; what is then lost is the request, not the answer to it.
 *
 * @see RFC 9110, section 9.2.2; RFC 9112, section 9.3.1
 */
import { errors } from 'undici';

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PROPFIND', 'QUERY', 'REPORT', 'SEARCH']);
const RESET = /^(?:ECONNRESET|EPIPE)$/;

export interface Attempt {
  readonly method: string;
  /** Whether any of the answer has come, an interim one included. */
  readonly isAnswered: boolean;
  /** Whether any of the caller's body was read: it cannot be read twice. */
  readonly isBodyTouched: boolean;
}

/** Whether to send it once more is as good as to send it once, as far as HTTP says. */
export function doesNoHarm({ method, isAnswered, isBodyTouched }: Attempt): boolean {
  return IDEMPOTENT.has(method) && !isAnswered && !isBodyTouched;
}

/** What was not written at all the HTTP client sends on another connection by itself, whatever its method. */
export function mayRepeat(attempt: Attempt, error: unknown): boolean {
  return doesNoHarm(attempt) && isStale(error);
}

/** A reset does not say whether its connection was a used one; where undici closes it, it says what was read on it. */
function isStale(error: unknown): boolean {
  if (error instanceof errors.SocketError) return (error.socket?.bytesRead ?? 0) > 0;
  return error instanceof Error && 'code' in error && RESET.test(String(error.code));
}
