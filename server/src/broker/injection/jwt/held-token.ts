/**
 * A token that is made when it is needed and kept until shortly before its end. Callers that come meanwhile wait for the
 * same one; a refusal is kept for some seconds, so that a wrong key does not hammer whoever is asked.
 */
import type { Clock, Instant } from '../../../domain/instant.ts';
import { Problem } from '../../../domain/problem.ts';

/** How long nobody is asked again after a refusal. */
const PAUSE_MS = 5_000;
/** It is renewed so long before its end at most, and at four fifths of its term at least. */
const MARGIN_MS = 60_000;

export interface Made<T> {
  readonly value: T;
  /** From now. */
  readonly termMs: number;
}

export class HeldToken<T> {
  readonly #make: (now: Instant) => Promise<Made<T>>;
  #held: { readonly value: T; readonly until: Instant } | undefined;
  #pending: Promise<T> | undefined;
  #refused: { readonly problem: Problem; readonly until: Instant } | undefined;

  constructor(make: (now: Instant) => Promise<Made<T>>) {
    this.#make = make;
  }

  /** The token, at once where it is kept. @throws what making it throws */
  get(clock: Clock): T | Promise<T> {
    const now = clock();
    if (this.#held && now < this.#held.until) return this.#held.value;
    if (this.#refused && now < this.#refused.until) throw this.#refused.problem;
    this.#pending ??= this.#renew(clock).finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #renew(clock: Clock): Promise<T> {
    try {
      const now = clock();
      const { value, termMs } = await this.#make(now);
      // From before it was asked for: the answer's way took a part of the term.
      this.#held = { value, until: now + termMs - Math.min(MARGIN_MS, termMs / 5) };
      return value;
    } catch (error) {
      const isRefusal = error instanceof Problem && error.code === 'credential/token-refused';
      if (isRefusal) this.#refused = { problem: error, until: clock() + PAUSE_MS };
      throw error;
    }
  }
}
