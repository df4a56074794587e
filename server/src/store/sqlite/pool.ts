/**
 * Lends things to one borrower at a time, first come, first served. With one thing in it, it is a mutex: the writer is
 * lent for a whole transaction.
 */
import { Problem } from '../../domain/problem.ts';

interface Borrower<T> {
  readonly resolve: (item: T) => void;
  readonly reject: (error: Problem) => void;
}

/** A pool of a fixed set of items. */
export class Pool<T> {
  readonly #items: readonly T[];
  readonly #idle: T[];
  readonly #borrowers: Borrower<T>[] = [];
  #isClosed = false;
  #onAllReturned: (() => void) | undefined;

  constructor(items: readonly T[]) {
    this.#items = items;
    this.#idle = [...items];
  }

  /** @throws Problem `store/unavailable` once the pool is closed */
  async borrow(): Promise<T> {
    if (this.#isClosed) throw new Problem('store/unavailable', { detail: 'The store is closed.' });
    const item = this.#idle.pop();
    if (item !== undefined) return item;
    return await new Promise((resolve, reject) => this.#borrowers.push({ resolve, reject }));
  }

  /** Whether somebody waits for an item. */
  get isAwaited(): boolean {
    return this.#borrowers.length > 0;
  }

  giveBack(item: T): void {
    const next = this.#borrowers.shift();
    if (next !== undefined) next.resolve(item);
    else this.#idle.push(item);
    if (this.#idle.length === this.#items.length) this.#onAllReturned?.();
  }

  /**
   * Refuses who waits and who comes later, waits for what is lent.
   *
   * @returns the items
   */
  async close(): Promise<readonly T[]> {
    this.#isClosed = true;
    for (const { reject } of this.#borrowers.splice(0)) {
      reject(new Problem('store/unavailable', { detail: 'The store is closed.' }));
    }
    if (this.#idle.length < this.#items.length) {
      await new Promise<void>((resolve) => {
        this.#onAllReturned = resolve;
      });
    }
    return this.#items;
  }
}
