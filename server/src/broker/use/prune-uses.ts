/**
 * Removes statistics, logged requests and events past their retention, and pauses of upstreams that are over, at the start and then
 * every ten minutes; a few at a time, so that no other writer waits for long.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { pruneDeliveries } from '../../events/deliveries.ts';
import { pruneEvents } from '../../events/list-events.ts';
import { pruneRequests } from '../../store/request-log.ts';
import type { Transaction } from '../../store/store.ts';
import { deletePastPauses } from '../../store/upstream-pauses.ts';
import { pruneUses, pruneUseWriters } from '../../store/use-statistics.ts';
import type { BrokerParts } from '../parts.ts';

export interface Retention {
  readonly useRetentionMs: number;
  /** 0: what was logged before goes, too. */
  readonly requestLogRetentionMs: number;
  readonly eventRetentionMs: number;
}

/** Pruning at work. */
export interface Pruning {
  /** Ends it after the transaction under way. */
  close(): Promise<void>;
}

const INTERVAL_MS = 600_000;
/** Between two transactions others write. */
const PAUSE_MS = 50;
const WRITER_TERM_MS = 86_400_000;

type Parts = Pick<BrokerParts, 'store' | 'clock' | 'logger'>;

/** Removes all that is past its retention now. */
async function pruneAll(parts: Parts, retention: Retention, signal?: AbortSignal): Promise<void> {
  const { store, clock } = parts;
  const now = clock();
  await repeat((tx) => pruneRequests(tx, now - retention.requestLogRetentionMs));
  await repeat((tx) => pruneUses(tx, now - retention.useRetentionMs));
  await repeat((tx) => pruneDeliveries(tx, now - retention.eventRetentionMs));
  await repeat((tx) => pruneEvents(tx, now - retention.eventRetentionMs));
  await store.transaction((tx) => pruneUseWriters(tx, now - WRITER_TERM_MS));
  await store.transaction((tx) => deletePastPauses(tx, now));

  async function repeat(prune: (tx: Transaction) => Promise<number>): Promise<void> {
    while (!signal?.aborted && (await store.transaction(prune)) > 0) await delay(PAUSE_MS, undefined, { ref: false });
  }
}

/** Starts; failures are logged and the next time comes. */
export function startPruning(parts: Parts, retention: Retention): Pruning {
  const ending = new AbortController();
  const { signal } = ending;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await pruneAll(parts, retention, signal).catch((error: unknown) => {
        parts.logger.error({ err: error }, 'old uses could not be removed');
      });
      await delay(INTERVAL_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    async close() {
      ending.abort();
      await running;
    },
  };
}
