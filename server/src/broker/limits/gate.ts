/**
 * The limits of all tokens, or of all credentials. Keeps a meter for those alone that have a limit, and no more of them
 * than there is room for; one with requests in flight is never lost, so that no slot is given twice.
 */
import { LRUCache } from 'lru-cache';
import type { Limits } from '../../domain/limits.ts';
import { Problem } from '../../domain/problem.ts';
import { type Excess, Meter } from './meter.ts';

/** A meter that is forgotten was idle for longer than thousands of others; its buckets begin full again. */
const METERS = 50_000;
/** Nobody knows when a request in flight will end. */
const CONCURRENCY_RETRY_MS = 1_000;
const UNLIMITED: Limits = {};

/** What is limited. */
export type GateKind = 'token' | 'credential';

export class Gate {
  readonly #kind: GateKind;
  readonly #defaultConcurrency: number;
  readonly #meters: LRUCache<string, Meter>;
  /** Forgotten while they ran. */
  readonly #running = new Map<string, Meter>();

  /** @param defaultConcurrency - Where the limits name none; 0: none. */
  constructor(kind: GateKind, defaultConcurrency: number, meters = METERS) {
    this.#kind = kind;
    this.#defaultConcurrency = defaultConcurrency;
    this.#meters = new LRUCache({
      max: meters,
      dispose: (meter, id) => {
        if (meter.running > 0) this.#running.set(id, meter);
      },
    });
  }

  /**
   * Judges and counts nothing.
   *
   * @param id - Unique in the installation.
   * @returns the meter to take from; undefined where nothing is limited
   * @throws Problem `limit/rate`, `limit/concurrency`
   */
  check(id: string, limits: Limits | undefined, now: number): Meter | undefined {
    if (limits === undefined && this.#defaultConcurrency === 0) return undefined;
    const meter = this.#meterOf(id);
    meter.adopt(limits ?? UNLIMITED);
    const excess = meter.excess(now, limits?.concurrency ?? (this.#defaultConcurrency || Infinity));
    if (excess) throw refusalOf(this.#kind, excess);
    return meter;
  }

  /** Ends what `take` of the meter began. */
  leave(id: string, meter: Meter): void {
    meter.running -= 1;
    if (meter.running === 0) this.#running.delete(id);
  }

  #meterOf(id: string): Meter {
    const known = this.#meters.get(id);
    if (known) return known;
    const meter = this.#running.get(id) ?? new Meter();
    this.#running.delete(id);
    this.#meters.set(id, meter);
    return meter;
  }
}

function refusalOf(kind: GateKind, excess: Excess): Problem {
  if (excess.of === 'concurrency') {
    const detail = `The limit of this ${kind} on requests at once is reached.`;
    return new Problem('limit/concurrency', { detail, retryAfterMs: CONCURRENCY_RETRY_MS });
  }
  const { bucket, waitMs } = excess;
  const period = bucket.periodMs === 1_000 ? 'second' : 'minute';
  const detail = `The limit of this ${kind} on requests a ${period} is reached.`;
  const rate = { policy: `${kind}-${period}`, quota: bucket.holds, windowSeconds: bucket.periodMs / 1_000 };
  return new Problem('limit/rate', { detail, retryAfterMs: waitMs, rate });
}
