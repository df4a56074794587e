/** How the store does, as this process sees it: failures, and how old its knowledge of changes is. */
import { Counter, Gauge } from 'prom-client';
import type { Clock } from '../domain/instant.ts';
import { toProblem } from '../domain/problem.ts';
import type { Store } from '../store/store.ts';
import type { Registry } from './registry.ts';

/** Counts failures of the store, refusals of ours not among them. */
export interface StoreErrors {
  /** Something failed that nobody waits for: a poll, an idle connection, pruning. */
  readonly inBackground: () => void;
  /** The store, its transactions and readings of the clock counted where they fail. */
  counted(store: Store): Store;
}

/** Adds `keyward_store_errors_total`. */
export function createStoreErrors(registry: Registry): StoreErrors {
  const errors = new Counter({
    name: 'keyward_store_errors_total',
    help: 'Failures of the store: of a transaction, of reading its clock (once a second), or in the background.',
    labelNames: ['operation'],
    registers: [registry],
  });
  for (const operation of ['transaction', 'clock', 'background']) errors.inc({ operation }, 0);

  async function counting<T>(operation: string, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      // What a transaction refuses, a stale version say, is no failure.
      if (toProblem(error).status >= 500) errors.inc({ operation });
      throw error;
    }
  }

  return {
    inBackground: () => errors.inc({ operation: 'background' }),
    counted: (store) => ({
      ...store,
      transaction: (work, options) => counting('transaction', store.transaction(work, options)),
      now: () => counting('clock', store.now()),
    }),
  };
}

/** Adds the age of what this process knows of changes; above `--stale-limit` nothing warm is served. */
export function exposeChangeFeed(registry: Registry, { changes }: Pick<Store, 'changes'>, clock: Clock): void {
  const gauge: Gauge = new Gauge({
    name: 'keyward_change_feed_age_seconds',
    help: 'Since the last poll of changes that succeeded.',
    registers: [registry],
    collect: () => gauge.set(Math.max(0, clock() - changes.freshAt) / 1000),
  });
}
