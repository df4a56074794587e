/** Ties a cache to the change feed, so that what is changed on any node is forgotten on this one. */
import type { Change, Store } from '../../store/store.ts';
import type { CoalescingCache } from './coalescing-cache.ts';

/** Evicts changed subjects of one kind; everything, where the feed cannot say what it has missed. */
export function evictOnChange<V extends object>(store: Store, kind: Change['kind'], cache: CoalescingCache<V>): void {
  const evict = (changes: readonly Change[]): void => {
    for (const change of changes) if (change.kind === kind) cache.evict(change.subject);
  };
  store.changes.subscribe(evict, () => cache.clear());
}
