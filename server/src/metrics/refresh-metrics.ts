/** Counts what comes of renewing tokens, and how long it takes; without a label of a tenant's. */
import { Counter, Histogram } from 'prom-client';
import type { Registry } from './registry.ts';

export interface Renewal {
  readonly reason: 'due' | 'refused' | 'idle';
  /** `renewed`; why there was nothing to do, or nothing to be done; `failed`: it never came to be asked. */
  readonly outcome: 'renewed' | 'fresh' | 'busy' | 'paused' | 'lost' | 'ended' | 'failed';
  readonly seconds: number;
}

export interface RefreshMetrics {
  ended(renewal: Renewal): void;
}

/** Adds its metrics to the registry. */
export function createRefreshMetrics(registry: Registry): RefreshMetrics {
  const renewals = new Counter({
    name: 'keyward_token_renewals_total',
    help: 'Renewals of OAuth tokens by this node: why they were begun, and how they ended.',
    labelNames: ['reason', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'keyward_token_renewal_seconds',
    help: 'How long renewals took that were stored, from the claim to the commit.',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return {
    ended({ reason, outcome, seconds: taken }) {
      renewals.inc({ reason, outcome });
      if (outcome === 'renewed') seconds.observe(taken);
    },
  };
}
