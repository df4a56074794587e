/**
 * How much one access token or one credential may be used: data here, counted by the broker. `perSecond: n` and
 * `perMinute: n` are each a bucket that holds n requests and fills evenly: whoever was idle may send n at once, then one
 * each period/n; over t periods no more than n + n·t. Where both are given, both hold.
 */
import type { Instant } from './instant.ts';

/** What is left out is not limited. */
export interface Limits {
  /** Requests, 1 to 100,000; so the next. */
  readonly perSecond?: number;
  readonly perMinute?: number;
  /** Requests in flight at once, 1 to 10,000. */
  readonly concurrency?: number;
}

/** The limits of a credential. */
export interface CredentialLimits extends Limits {
  /** That an upstream's `Retry-After` is not waited for; absent: it is. */
  readonly respectRetryAfter?: false;
}

/** An origin that has asked, with `Retry-After`, for no more requests with a credential until then. */
export interface UpstreamPause {
  readonly organisationId: string;
  readonly credentialId: string;
  readonly origin: string;
  readonly until: Instant;
}

/** The largest rate; what counts in thousands a second is not what this is for. */
export const MOST_PER_PERIOD = 100_000;
/** The largest number in flight. */
export const MOST_AT_ONCE = 10_000;

function isCount(value: unknown, most: number): boolean {
  return value === undefined || (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most);
}

/** Whether something read from a store is limits, of a token or a credential. */
export function isLimits(value: unknown): value is CredentialLimits {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { perSecond, perMinute, concurrency, respectRetryAfter } = value as Record<string, unknown>;
  const areRates = isCount(perSecond, MOST_PER_PERIOD) && isCount(perMinute, MOST_PER_PERIOD);
  return areRates && isCount(concurrency, MOST_AT_ONCE) && [undefined, false].includes(respectRetryAfter as undefined);
}
