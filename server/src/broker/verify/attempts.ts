/**
 * How often verification may be tried: each try sends a request to an API of the caller's choosing, which must serve
 * neither as a port scanner nor as a way to guess secrets.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../domain/instant.ts';
import { Problem } from '../../domain/problem.ts';

const WINDOW_MS = 60_000;
const TRIES_PER_WINDOW = 30;
const WATCHED_ORGANISATIONS = 10_000;

export interface Attempts {
  /**
   * Counts one try of the organisation: 30 in any minute, on each node.
   *
   * @throws Problem `request/rate-limited`
   */
  count(organisationId: string): void;
}

export function createAttempts(clock: Clock): Attempts {
  const tries = new LRUCache<string, number[]>({ max: WATCHED_ORGANISATIONS });
  return {
    count(organisationId) {
      const now = clock();
      const recent = (tries.get(organisationId) ?? []).filter((at) => at > now - WINDOW_MS);
      if (recent.length >= TRIES_PER_WINDOW) throw new Problem('request/rate-limited');
      tries.set(organisationId, [...recent, now]);
    },
  };
}
