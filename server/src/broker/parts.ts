/**
 * What the parts of the broker share, made once at start and passed as a parameter.
 */
import type { RefusalLog } from '../audit/refusal-log.ts';
import type { ProviderDirectory } from '../catalogue/provider.ts';
import type { Clock, Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import type { Logger } from '../log/logger.ts';
import type { Store } from '../store/store.ts';
import type { BrokerKeys } from './broker-keys.ts';
import type { Dialer } from './egress/dialer.ts';
import type { Upstreams } from './egress/upstreams.ts';

export interface BrokerParts {
  readonly store: Store;
  readonly keys: BrokerKeys;
  readonly upstreams: Upstreams;
  /** For what is not HTTP. */
  readonly dialer: Dialer;
  /** Database time. */
  readonly clock: Clock;
  readonly refusals: RefusalLog;
  readonly providers: ProviderDirectory;
  readonly logger: Logger;
  /**
   * Refuses to serve from memory when the store has been silent for longer than the stale limit.
   *
   * @throws Problem `store/unavailable`
   */
  readonly assertFresh: () => void;
}

/**
 * Judges how long warm entries may be used without the store.
 *
 * @param staleLimitMs - 0 allows no more than the interval between two polls.
 */
export function freshnessOf(store: Store, clock: Clock, staleLimitMs: number): () => void {
  const POLL_GRACE_MS = 1000;
  return () => {
    const age: Instant = clock() - store.changes.freshAt;
    if (age > staleLimitMs + POLL_GRACE_MS) throw new Problem('store/unavailable');
  };
}
