/**
 * How often verification may be tried: each try sends a request to an API of the caller's choosing, which must serve
 * neither as a port scanner nor as a way to guess secrets.
 */
import { LRUCache } from 'lru-cache';
import { Problem } from '../../domain/problem.ts';
import { Bucket } from '../limits/bucket.ts';

const PERIOD_MS = 60_000;
const TRIES_PER_PERIOD = 30;
const WATCHED_ORGANISATIONS = 10_000;

export interface Attempts {
  /**
   * Counts one try of the organisation: 30 at once, and then one each two seconds, on each node.
   *
   * @throws Problem `request/rate-limited`
   */
  count(organisationId: string): void;
}

/** @param counter - Milliseconds that only rise; by default the process's own. */
export function createAttempts(counter: () => number = () => performance.now()): Attempts {
  const buckets = new LRUCache<string, Bucket>({ max: WATCHED_ORGANISATIONS });
  return {
    count(organisationId) {
      const now = Math.floor(counter());
      const bucket = buckets.get(organisationId) ?? new Bucket(TRIES_PER_PERIOD, PERIOD_MS);
      const waitMs = bucket.waitMs(now);
      if (waitMs > 0) throw new Problem('request/rate-limited', { retryAfterMs: waitMs });
      bucket.take(now);
      buckets.set(organisationId, bucket);
    },
  };
}
