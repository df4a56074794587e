/**
 * How often verification may be tried: each try sends a request to an API of the caller's choosing, which must serve
 * neither as a port scanner nor as a way to guess secrets.
 */
import { LRUCache } from 'lru-cache';
import { Problem } from '../../domain/problem.ts';
import { Bucket } from '../limits/bucket.ts';

const PERIOD_MS = 60_000;
const TRIES_PER_PERIOD = 30;
const TRIES_OF_A_CREDENTIAL = 10;
const WATCHED = 20_000;

export interface Attempts {
  /**
   * Counts one try: of an organisation 30 at once and then one each two seconds, of one credential 10 and then one each
   * six seconds, on each node.
   *
   * @throws Problem `request/rate-limited`
   */
  count(organisationId: string, credentialId: string): void;
}

/** @param counter - Milliseconds that only rise; by default the process's own. */
export function createAttempts(counter: () => number = () => performance.now()): Attempts {
  const buckets = new LRUCache<string, Bucket>({ max: WATCHED });
  return {
    count(organisationId, credentialId) {
      const now = Math.floor(counter());
      const names = [organisationId, `${organisationId}\n${credentialId}`] as const;
      const counted = names.map((name, index) => {
        const tries = index === 0 ? TRIES_PER_PERIOD : TRIES_OF_A_CREDENTIAL;
        return { name, bucket: buckets.get(name) ?? new Bucket(tries, PERIOD_MS) };
      });
      const waitMs = Math.max(...counted.map(({ bucket }) => bucket.waitMs(now)));
      if (waitMs > 0) throw new Problem('request/rate-limited', { retryAfterMs: waitMs });
      for (const { name, bucket } of counted) {
        bucket.take(now);
        buckets.set(name, bucket);
      }
    },
  };
}
