/** One value that several places watch: the little state that belongs to no query. */

/** A value with whoever watches it. */
export interface Signal<Value> {
  get(): Value;
  set(value: Value): void;
  /** @returns what ends the watching */
  subscribe(watcher: () => void): () => void;
}

/** Makes one; setting the same value tells nobody. */
export function createSignal<Value>(first: Value): Signal<Value> {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const watcher of watchers) watcher();
    },
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}
