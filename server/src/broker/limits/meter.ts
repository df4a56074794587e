/** What one token or one credential has used of its limits on this node. */
import type { Limits } from '../../domain/limits.ts';
import { Bucket } from './bucket.ts';

const RATES = [
  { limit: 'perSecond', periodMs: 1_000 },
  { limit: 'perMinute', periodMs: 60_000 },
] as const;

/** Why nothing more is let through now. */
export type Excess =
  | { readonly of: 'concurrency' }
  | { readonly of: 'rate'; readonly bucket: Bucket; readonly waitMs: number };

/** Counts; `excess` judges, and only then `take` counts. */
export class Meter {
  running = 0;
  #limits: Limits = {};
  #buckets: Partial<Record<(typeof RATES)[number]['limit'], Bucket>> = {};

  /** The limits as they are now: what was used stays used under new ones. */
  adopt(limits: Limits): void {
    if (limits === this.#limits) return;
    this.#limits = limits;
    for (const { limit, periodMs } of RATES) {
      const holds = limits[limit];
      if (holds === undefined) delete this.#buckets[limit];
      else if (this.#buckets[limit]) this.#buckets[limit].resize(holds);
      else this.#buckets[limit] = new Bucket(holds, periodMs);
    }
  }

  /** Undefined where one more may go. Of several reasons the one that lasts longest. */
  excess(now: number, concurrency: number): Excess | undefined {
    if (this.running >= concurrency) return { of: 'concurrency' };
    let longest: Extract<Excess, { of: 'rate' }> | undefined;
    for (const bucket of [this.#buckets.perSecond, this.#buckets.perMinute]) {
      const waitMs = bucket?.waitMs(now) ?? 0;
      if (bucket && waitMs > 0 && waitMs > (longest?.waitMs ?? 0)) longest = { of: 'rate', bucket, waitMs };
    }
    return longest;
  }

  take(now: number): void {
    this.#buckets.perSecond?.take(now);
    this.#buckets.perMinute?.take(now);
    this.running += 1;
  }
}
