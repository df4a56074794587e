/**
 * Runs expiry, the warnings before it, and the clearing up behind links that ended unused, in the background of every process that has the store. Late by half a second at most while the store
 * answers; a store that fails is asked again, ever more slowly. Use is refused by time alone, whether or not this ran.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../domain/instant.ts';
import { nextExpiry } from '../store/expiry.ts';
import type { Store } from '../store/store.ts';
import { clearUnusedLinks } from './clear-unused-links.ts';
import { BATCH, expireCredentials } from './expire-credentials.ts';
import { warnExpiring } from './warn-expiring.ts';

/** What the sweeper works with. */
export interface SweeperParts {
  readonly store: Store;
  /** Database time; says when to wake up, never what is due. */
  readonly clock: Clock;
  /** Gets the first of several failures in a row. */
  readonly onError: (error: unknown) => void;
}

/** A sweeper at work. */
export interface Sweeper {
  /** Ends it after the transaction under way. */
  close(): Promise<void>;
}

/** An expiry that is nearer than the next look is waited for exactly. */
const LOOK_MS = 500;
/** What is due and yet not ended here is held by another node. */
const HELD_MS = 50;
const LONGEST_BACK_OFF_MS = 5000;

/** Warnings speak of days. */
const WARNING_MS = 5000;
/** What nobody has used can lie about for a while. */
const CLEARING_MS = 60_000;

/** @returns how long to wait until the next sweep, in milliseconds */
async function sweep({ store, clock }: SweeperParts): Promise<number> {
  const next = await nextExpiry(store.read);
  if (next === undefined) return LOOK_MS;
  const untilNext = next - clock();
  if (untilNext > 0) return Math.min(untilNext, LOOK_MS);
  const count = await expireCredentials(store);
  if (count === BATCH) return 0;
  return count === 0 ? HELD_MS : 1;
}

/** Starts sweeping; the first sweep ends what expired while nothing ran. */
export function startSweeper(parts: SweeperParts): Sweeper {
  const ending = new AbortController();
  const { signal } = ending;

  async function run(): Promise<void> {
    let failures = 0;
    let warnAtMs = 0;
    let clearAtMs = 0;
    while (!signal.aborted) {
      let waitMs: number;
      try {
        waitMs = await sweep(parts);
        if (performance.now() >= warnAtMs && !(await warnExpiring(parts.store))) {
          warnAtMs = performance.now() + WARNING_MS;
        }
        if (performance.now() >= clearAtMs) {
          await clearUnusedLinks(parts.store, { now: parts.clock() });
          clearAtMs = performance.now() + CLEARING_MS;
        }
        failures = 0;
      } catch (error) {
        if (failures === 0) parts.onError(error);
        waitMs = Math.min(LOOK_MS * 2 ** failures++, LONGEST_BACK_OFF_MS);
      }
      await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
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
