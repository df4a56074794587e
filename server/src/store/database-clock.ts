/**
 * A clock that tells database time without asking the database: a node's steady counter and its distance to the
 * database's clock, measured again and again. The node's own wall clock may be a day off, or jump, and changes nothing.
 */
import { performance } from 'node:perf_hooks';
import type { Clock, Instant } from '../domain/instant.ts';
import type { Store } from './store.ts';

/** How the clock is kept; all but the store have defaults. */
export interface DatabaseClockOptions {
  /** A counter of milliseconds that only rises; by default the process's own, which no setting of the time moves. */
  readonly counter?: () => number;
  /** Milliseconds between two measurements; 1,000 by default. */
  readonly intervalMs?: number;
  /** Gets the first of several failed measurements in a row. */
  readonly onError?: (error: unknown) => void;
}

/** A running clock. */
export interface DatabaseClock {
  /** Database time, off by half of the time that a measurement took; goes on by the counter while the store is silent. */
  readonly now: Clock;
  /** Ends measuring, the measurement under way included. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 1000;
/** An answer that took longer says too little about when it was made. */
const LONGEST_MEASUREMENT_MS = 1000;

interface Measurement {
  readonly offset: number;
  readonly tookMs: number;
}

async function measure(store: Pick<Store, 'now'>, counter: () => number): Promise<Measurement> {
  const before = counter();
  const at: Instant = await store.now();
  const tookMs = counter() - before;
  return { offset: at - (before + tookMs / 2), tookMs };
}

/**
 * Measures once and starts.
 *
 * @throws Problem `store/unavailable` where the first measurement fails
 */
export async function startDatabaseClock(
  store: Pick<Store, 'now'>,
  { counter = () => performance.now(), intervalMs = INTERVAL_MS, onError = () => {} }: DatabaseClockOptions = {},
): Promise<DatabaseClock> {
  let { offset } = await measure(store, counter);
  let isFailing = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function adjust(): Promise<void> {
    try {
      const measured = await measure(store, counter);
      if (measured.tookMs <= LONGEST_MEASUREMENT_MS) offset = measured.offset;
      isFailing = false;
    } catch (error) {
      if (!isFailing) onError(error);
      isFailing = true;
    }
  }

  function schedule(): void {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = adjust().then(schedule);
    }, intervalMs).unref();
  }

  schedule();
  return {
    now: () => Math.floor(counter() + offset),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
