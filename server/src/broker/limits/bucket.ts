/**
 * A token bucket in one number: when it will be full again. No timer fills it, and no list of past requests is kept.
 *
 *     holds n requests; one more each period/n
 *     unit of time: 1/n ms, in which every step is whole and nothing is rounded
 */

/** One bucket; full at first. */
export class Bucket {
  readonly periodMs: number;
  #holds: number;
  /** In units of 1/holds ms. */
  #fullAt = 0;

  /** @param holds - Requests a period, and at once; at most 100,000, so that the units stay exact. */
  constructor(holds: number, periodMs: number) {
    this.#holds = holds;
    this.periodMs = periodMs;
  }

  get holds(): number {
    return this.#holds;
  }

  /** Another number a period. What is missing is kept as time: an empty bucket is empty under the new number, too. */
  resize(holds: number): void {
    this.#fullAt = Math.ceil((this.#fullAt / this.#holds) * holds);
    this.#holds = holds;
  }

  /**
   * How long until one more is there; 0: now.
   *
   * @param now - Whole milliseconds that never fall.
   */
  waitMs(now: number): number {
    const missing = Math.max(this.#fullAt - now * this.#holds, 0);
    const excess = missing + this.periodMs - this.periodMs * this.#holds;
    return excess <= 0 ? 0 : Math.ceil(excess / this.#holds);
  }

  /** Takes one, which `waitMs` has said is there. */
  take(now: number): void {
    this.#fullAt = Math.max(this.#fullAt, now * this.#holds) + this.periodMs;
  }
}
