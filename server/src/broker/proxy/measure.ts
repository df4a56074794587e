/** Counts and times one exchange, from its making on; knows nothing of what is in it. */
import type { Outcome } from './outcome.ts';

export class Measure {
  readonly #startedAt = performance.now();
  #answeredAt: number | undefined;
  #status = 0;
  #requestBytes = 0;
  #responseBytes = 0;

  /** A part of the caller's body was sent on. */
  sent(bytes: number): void {
    this.#requestBytes += bytes;
  }

  /** The answer's header section is there. */
  answered(status: number): void {
    this.#status = status;
    this.#answeredAt = performance.now();
  }

  /** A part of the answer's body came. */
  received(bytes: number): void {
    this.#responseBytes += bytes;
  }

  /** How it ended, just now. */
  outcome(isCut: boolean): Outcome {
    const now = performance.now();
    return {
      status: this.#status,
      requestBytes: this.#requestBytes,
      responseBytes: this.#responseBytes,
      waitedMs: (this.#answeredAt ?? now) - this.#startedAt,
      totalMs: now - this.#startedAt,
      isCut,
    };
  }
}
