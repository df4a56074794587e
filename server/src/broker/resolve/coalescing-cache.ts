/**
 * A bounded cache whose fills are shared and whose evictions also reach fills under way: what was read before a change
 * is never kept after it. What is forgotten is handed to whoever wipes it, and what is over its term is forgotten without
 * being asked for.
 */
import { LRUCache } from 'lru-cache';
import type { CacheCounts } from '../../metrics/broker-state.ts';

interface Fill<V> {
  readonly value: Promise<V>;
  isOutdated: boolean;
}

export interface CoalescingCacheOptions<V> {
  /** Entries kept at most. */
  readonly max: number;
  /** How long an entry may be used after its fill. */
  readonly termMs: number;
  /** A bound on memory, too; the oldest go first. An entry of more than all of it is not kept. */
  readonly size?: { readonly maxBytes: number; readonly bytesOf: (value: V) => number };
  /**
   * Told each value that is kept no longer, or never was; nobody gets it from here any more. Callers of `load` who share
   * its fill get it in the same turn of the event loop.
   */
  readonly onForgotten?: (value: V) => void;
}

/** Why an entry went, in the words of the metrics; anything else is a change of what it was made of. */
const DROPPED: Readonly<Record<string, 'full' | 'expired'>> = { evict: 'full', expire: 'expired' };

/** Loads a value and names the subject (an id) whose change evicts it. */
export type Load<V> = () => Promise<{ readonly value: V; readonly subject: string }>;

export class CoalescingCache<V extends object> {
  readonly #kept: LRUCache<string, { readonly value: V; readonly subject: string }>;
  readonly #fills = new Map<string, Fill<V>>();
  readonly #keysBySubject = new Map<string, Set<string>>();
  readonly #onForgotten: (value: V) => void;
  #hits = 0;
  #misses = 0;
  readonly #dropped = { full: 0, expired: 0, changed: 0 };

  constructor({ max, termMs, size, onForgotten = () => undefined }: CoalescingCacheOptions<V>) {
    this.#onForgotten = onForgotten;
    this.#kept = new LRUCache({
      max,
      ttl: termMs,
      ttlAutopurge: true,
      ...(size && { maxSize: size.maxBytes, sizeCalculation: ({ value }) => size.bytesOf(value) }),
      dispose: ({ value, subject }, key, reason) => {
        this.#unlink(subject, key);
        if (reason !== 'set') this.#dropped[DROPPED[reason] ?? 'changed'] += 1;
        onForgotten(value);
      },
    });
  }

  /** For the metrics: what happened since the cache was made. */
  get counts(): CacheCounts {
    return { entries: this.#kept.size, hits: this.#hits, misses: this.#misses, dropped: this.#dropped };
  }

  /** The kept value, at once; undefined when it must be loaded. */
  get(key: string): V | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) this.#misses += 1;
    else this.#hits += 1;
    return kept?.value;
  }

  /** The kept value, or the one that a single shared load gives. Failures are not kept. */
  load(key: string, load: Load<V>): Promise<V> {
    // Whoever found nothing may come here only after another's fill has ended.
    const kept = this.#kept.get(key);
    if (kept) return Promise.resolve(kept.value);
    const underWay = this.#fills.get(key);
    if (underWay && !underWay.isOutdated) return underWay.value;
    const fill: Fill<V> = { value: this.#fill(key, load, () => fill), isOutdated: false };
    this.#fills.set(key, fill);
    return fill.value;
  }

  async #fill(key: string, load: Load<V>, self: () => Fill<V>): Promise<V> {
    try {
      const { value, subject } = await load();
      if (self().isOutdated) this.#onForgotten(value);
      else this.#keep(key, value, subject);
      return value;
    } finally {
      if (this.#fills.get(key) === self()) this.#fills.delete(key);
    }
  }

  #keep(key: string, value: V, subject: string): void {
    this.#kept.set(key, { value, subject });
    if (!this.#kept.has(key)) {
      this.#onForgotten(value);
      return;
    }
    const keys = this.#keysBySubject.get(subject) ?? new Set();
    this.#keysBySubject.set(subject, keys.add(key));
  }

  #unlink(subject: string, key: string): void {
    const keys = this.#keysBySubject.get(subject);
    keys?.delete(key);
    if (keys?.size === 0) this.#keysBySubject.delete(subject);
  }

  /** Forgets every entry of the subject. Fills under way may have read it before the change, so none of them is kept. */
  evict(subject: string): void {
    for (const fill of this.#fills.values()) fill.isOutdated = true;
    for (const key of [...(this.#keysBySubject.get(subject) ?? [])]) this.#kept.delete(key);
  }

  /** Forgets one entry by its key, whatever its subject; fills under way may have read what was before. */
  forget(key: string): void {
    for (const fill of this.#fills.values()) fill.isOutdated = true;
    this.#kept.delete(key);
  }

  clear(): void {
    for (const fill of this.#fills.values()) fill.isOutdated = true;
    this.#kept.clear();
  }
}
