/**
 * Repeats requests that may succeed later: those with a retryable problem, of methods that do nothing twice. A write whose
 * answer was lost is not repeated, because it may have happened.
 *
 * @see RFC 9110, section 9.2.2 (idempotent methods)
 */
import { retryableCodes } from './generated/operations.ts';
import { codeOf } from './problem-answer.ts';

/** What `retrying` works with; the platform's own by default. */
export interface RetryOptions {
  /** Further attempts after the first; 2 by default. */
  readonly retries?: number;
  readonly fetch?: (request: Request) => Promise<Response>;
  /** From 0 to below 1. */
  readonly random?: () => number;
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 10_000;

function sleepFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  return promise.finally(() => clearTimeout(timer));
}

function isRepeatable({ method, headers }: Request): boolean {
  return ['GET', 'PUT', 'DELETE'].includes(method) || headers.has('idempotency-key');
}

async function isRetryable(response: Response): Promise<boolean> {
  if (response.status !== 429 && response.status < 500) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return retryableCodes.includes(codeOf(body) ?? '');
}

/** Doubled each time, and anywhere between half and whole, so that many clients do not come back at once. */
function delayOf(attempt: number, random: () => number, retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  const delay = Number.isFinite(seconds) ? seconds * 1_000 : FIRST_DELAY_MS * 2 ** attempt * (0.5 + random() / 2);
  return Math.min(delay, LONGEST_DELAY_MS);
}

/** A fetch with retries. Network failures are repeated for GET alone. */
export function retrying(options: RetryOptions): (request: Request) => Promise<Response> {
  const {
    retries = 2,
    fetch = (request) => globalThis.fetch(request),
    random = Math.random,
    sleep = sleepFor,
  } = options;
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt >= retries;
      const pause = (retryAfter: string | null) => sleep(delayOf(attempt, random, retryAfter), request.signal);
      try {
        const response = await fetch(request.clone());
        if (isLast || !isRepeatable(request) || !(await isRetryable(response))) return response;
        await pause(response.headers.get('retry-after'));
      } catch (error) {
        if (isLast || request.method !== 'GET' || request.signal.aborted) throw error;
        await pause(null);
      }
    }
  };
}
