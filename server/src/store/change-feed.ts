/**
 * The change feed: polls the database and tells subscribers what to forget. Polls are idempotent and `freshAt` moves with
 * successful ones alone, so that a node that cannot reach the database knows how old its knowledge is.
 */
import type { Instant } from '../domain/instant.ts';
import type { Change, ChangeFeed } from './store.ts';

/** What one poll has found. */
export interface PolledChanges {
  readonly changes: readonly Change[];
  /** Database instant at or before which all is seen that was committed. */
  readonly at: Instant;
  /** The database is older than at the poll before: what happened meanwhile is unknown. */
  readonly isRolledBack: boolean;
}

/** Reads what was committed since the poll before; the first call only finds the position. */
export type PollChanges = () => Promise<PolledChanges>;

export interface ChangeFeedOptions {
  readonly poll: PollChanges;
  /** Removes changes from before a database instant. */
  readonly prune: (before: Instant) => Promise<void>;
  /** Gets the first of several failed polls in a row, failed prunings, and what listeners throw. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds between polls; 250 by default. */
  readonly intervalMs?: number;
}

/** The feed as the store drives it. */
export interface DrivenChangeFeed extends ChangeFeed {
  /** Tells own subscribers at once what was committed here. */
  deliver(changes: readonly Change[]): void;
  /** Ends polling, the running poll included. */
  stop(): Promise<void>;
}

const INTERVAL_MS = 250;
const RETENTION_MS = 60 * 60_000;
const PRUNE_INTERVAL_MS = 10 * 60_000;

interface Subscriber {
  readonly listener: (changes: readonly Change[]) => void;
  readonly forgetAll: (() => void) | undefined;
}

/** The subscribers of one feed; a listener that throws keeps none of the others from hearing. */
class Subscribers {
  readonly #subscribers = new Set<Subscriber>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  add(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    return () => void this.#subscribers.delete(subscriber);
  }

  tell(tellOne: (subscriber: Subscriber) => void): void {
    for (const subscriber of [...this.#subscribers]) {
      try {
        tellOne(subscriber);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}

/** Polls on a timer that does not keep the process alive. */
class PollingFeed implements DrivenChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #subscribers: Subscribers;
  #freshAt: Instant;
  #prunedAt: Instant;
  #isFailing = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: ChangeFeedOptions, startedAt: Instant) {
    this.#options = options;
    this.#subscribers = new Subscribers(options.onError);
    this.#freshAt = startedAt;
    this.#prunedAt = startedAt;
    this.#schedule();
  }

  get freshAt(): Instant {
    return this.#freshAt;
  }

  subscribe(listener: (changes: readonly Change[]) => void, forgetAll?: () => void): () => void {
    return this.#subscribers.add({ listener, forgetAll });
  }

  deliver(changes: readonly Change[]): void {
    if (changes.length > 0) this.#subscribers.tell(({ listener }) => listener(changes));
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#poll().then(() => this.#schedule());
    }, this.#options.intervalMs ?? INTERVAL_MS).unref();
  }

  async #poll(): Promise<void> {
    try {
      const { changes, at, isRolledBack } = await this.#options.poll();
      // Whoever was away for longer than changes are kept may have missed some.
      if (isRolledBack || at - this.#freshAt >= RETENTION_MS) {
        this.#subscribers.tell(({ forgetAll }) => forgetAll?.());
      }
      this.deliver(changes);
      this.#freshAt = at;
      this.#isFailing = false;
      await this.#prune(at);
    } catch (error) {
      if (!this.#isFailing) this.#options.onError(error);
      this.#isFailing = true;
    }
  }

  async #prune(now: Instant): Promise<void> {
    if (Math.abs(now - this.#prunedAt) < PRUNE_INTERVAL_MS) return;
    this.#prunedAt = now;
    try {
      await this.#options.prune(now - RETENTION_MS);
    } catch (error) {
      this.#options.onError(error);
    }
  }
}

/**
 * Starts a feed: what is committed after this resolves is delivered.
 *
 * @throws what the first poll throws
 */
export async function startChangeFeed(options: ChangeFeedOptions): Promise<DrivenChangeFeed> {
  const { at } = await options.poll();
  return new PollingFeed(options, at);
}
