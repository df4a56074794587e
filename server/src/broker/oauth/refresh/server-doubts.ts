/**
 * Servers that left it open what has become of a token that was sent to them. Each such request may cost a connection, so while
 * one is in doubt the others wait: one asks at a time, at growing intervals, until there is an answer. Remembered by this process
 * alone, and by organisation: nobody else's server is doubted for it.
 */
import { LRUCache } from 'lru-cache';
import type { Clock, Instant } from '../../../domain/instant.ts';

const REMEMBERED = 1_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** So long one that asks is waited for. */
const ASKING_MS = 15_000;

interface Doubt {
  readonly failures: number;
  readonly until: Instant;
}

export class ServerDoubts {
  readonly #clock: Clock;
  readonly #doubts = new LRUCache<string, Doubt>({ max: REMEMBERED });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Asked before anything is claimed. Whoever is let through to a server in doubt is the one that asks.
   *
   * @returns until when nothing is sent there; undefined: now
   */
  pauseOf(server: string): Instant | undefined {
    const doubt = this.#doubts.get(server);
    if (doubt === undefined) return undefined;
    const now = this.#clock();
    if (doubt.until > now) return doubt.until;
    this.#doubts.set(server, { ...doubt, until: now + ASKING_MS });
    return undefined;
  }

  /** @param outcome - `answered`: with a token, or with an error that it stands by. */
  note(server: string, outcome: 'answered' | 'unknown'): void {
    if (outcome === 'answered') {
      this.#doubts.delete(server);
      return;
    }
    const failures = (this.#doubts.get(server)?.failures ?? 0) + 1;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
    this.#doubts.set(server, { failures, until: this.#clock() + pauseMs });
  }
}
