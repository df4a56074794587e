/**
 * The exchanges that are running, each under the rights that it began with. When something changes that these rights
 * rest on, or their time is over, they are judged anew by the same steps as a new request's; an exchange that would now
 * be refused is cut, whatever of it is under way. Where nobody can say, it is cut too. Between its judgement and its
 * beginning a request may wait for long, for a body say: what changed meanwhile is judged before anything is sent.
 */
import type { Instant } from '../../domain/instant.ts';
import { type Problem, toProblem } from '../../domain/problem.ts';
import type { Change, Store } from '../../store/store.ts';

/** Expiry is noticed this much late at most, whatever its date: no timer is set for it that could drift or overflow. */
const SWEEP_MS = 250;

export interface Rights {
  readonly organisationId: string;
  readonly tokenId: string;
  readonly credentialIds: readonly string[];
  /** Absent for requests of the caller's own. */
  readonly functionId?: string;
  /** Until when they hold without a new judgement; Infinity without an end. */
  readonly until: Instant;
  /** `InFlight.heard` from before the judgement. */
  readonly heard: number;
  /**
   * Judges anew.
   *
   * @returns until when they hold now
   * @throws Problem why the exchange would be refused
   */
  judge(): Promise<Instant>;
}

/** One running exchange, as whoever runs it sees it. */
export interface Held {
  /** Says how to cut the exchange. Called once at most, at once where it is cut already. */
  onCut(cut: (problem: Problem) => void): void;
}

class HeldExchange implements Held {
  readonly rights: Rights;
  until: Instant;
  #cut: ((problem: Problem) => void) | undefined;
  #problem: Problem | undefined;

  constructor(rights: Rights) {
    this.rights = rights;
    this.until = rights.until;
  }

  onCut(cut: (problem: Problem) => void): void {
    this.#cut = cut;
    if (this.#problem) cut(this.#problem);
  }

  cut(problem: Problem): void {
    if (this.#problem) return;
    this.#problem = problem;
    this.#cut?.(problem);
  }

  /** @throws Problem why it was cut */
  assertRuns(): void {
    if (this.#problem) throw this.#problem;
  }

  async judge(): Promise<void> {
    // Not judged twice for one end.
    this.until = Infinity;
    try {
      this.until = await this.rights.judge();
    } catch (error) {
      this.cut(toProblem(error));
    }
  }
}

export interface InFlightParts {
  readonly store: Store;
  /** Database time. */
  readonly clock: () => Instant;
  /** @throws Problem `store/unavailable` where what is in memory may be outdated */
  readonly assertFresh: () => void;
}

export class InFlight {
  readonly #parts: InFlightParts;
  readonly #running = new Set<HeldExchange>();
  readonly #sweeping: NodeJS.Timeout;
  readonly #unsubscribe: () => void;
  #heard = 0;

  constructor(parts: InFlightParts) {
    this.#parts = parts;
    this.#sweeping = setInterval(() => this.#sweep(), SWEEP_MS).unref();
    this.#unsubscribe = parts.store.changes.subscribe(
      (changes) => {
        this.#heard += 1;
        this.#judgeTouched(changes);
      },
      () => {
        this.#heard += 1;
        this.#judge(() => true);
      },
    );
  }

  /** How often this process has heard of changes. */
  get heard(): number {
    return this.#heard;
  }

  /** How many exchanges are running. */
  get size(): number {
    return this.#running.size;
  }

  /**
   * Runs an exchange for as long as its rights hold.
   *
   * @throws Problem why it would be refused by now; it is not begun then
   */
  async hold<T>(rights: Rights, run: (held: Held) => Promise<T>): Promise<T> {
    const held = new HeldExchange(rights);
    this.#running.add(held);
    try {
      if (rights.heard !== this.#heard || rights.until <= this.#parts.clock()) await held.judge();
      held.assertRuns();
      return await run(held);
    } finally {
      this.#running.delete(held);
    }
  }

  /** Cuts what is still running. */
  close(problem: Problem): void {
    clearInterval(this.#sweeping);
    this.#unsubscribe();
    for (const held of this.#running) held.cut(problem);
  }

  #judgeTouched(changes: readonly Change[]): void {
    if (this.#running.size === 0) return;
    const isTouched = ({ rights }: HeldExchange): boolean => changes.some((change) => touches(change, rights));
    // After this turn: the caches hear of the same changes, and must have forgotten before anything is judged.
    setImmediate(() => this.#judge(isTouched));
  }

  #sweep(): void {
    if (this.#running.size === 0) return;
    try {
      this.#parts.assertFresh();
    } catch (error) {
      for (const held of this.#running) held.cut(toProblem(error));
      return;
    }
    const now = this.#parts.clock();
    this.#judge(({ until }) => until <= now);
  }

  #judge(isConcerned: (held: HeldExchange) => boolean): void {
    for (const held of this.#running) if (isConcerned(held)) void held.judge();
  }
}

/** A credential, function or token touches those who use it; anything else, such as settings, all of its organisation. */
function touches({ kind, organisationId, subject }: Change, rights: Rights): boolean {
  if (kind === 'credential') return rights.credentialIds.includes(subject);
  if (kind === 'function') return subject === rights.functionId;
  if (kind === 'access-token') return subject === rights.tokenId;
  return organisationId === rights.organisationId;
}
