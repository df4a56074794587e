/** What is read of the broker when somebody asks for it, and costs a request nothing: its buffers, caches and streams. */
import { Counter, Gauge } from 'prom-client';
import type { Registry } from './registry.ts';

/** What a cache has counted since it was made; see CoalescingCache. */
export interface CacheCounts {
  readonly entries: number;
  readonly hits: number;
  readonly misses: number;
  /** Entries dropped because the cache was full, their term was over, or they were changed. */
  readonly dropped: { readonly full: number; readonly expired: number; readonly changed: number };
}

/** Whoever has a cache and tells what it has counted. */
export interface Cache {
  readonly counts: CacheCounts;
}

export interface BrokerState {
  /** Requests under way. */
  readonly inFlight: { readonly size: number };
  readonly uses: {
    /** Uses admitted and not yet written. */
    readonly pending: number;
    /** The most that may be pending. */
    readonly capacity: number;
    /** Rows of the request log that found no room, since the start. */
    readonly dropped: number;
  };
  readonly caches: { readonly token: Cache; readonly credential: Cache };
}

/** Adds the metrics of the state to the registry. */
export function exposeBrokerState(registry: Registry, { inFlight, uses, caches }: BrokerState): void {
  const gauge = (name: string, help: string, read: () => number): void => addGauge(registry, name, help, read);
  gauge(
    'keyward_broker_requests_in_flight',
    'Requests that are under way to or from an upstream.',
    () => inFlight.size,
  );
  gauge('keyward_broker_uses_pending', 'Uses admitted and not yet written.', () => uses.pending);
  gauge('keyward_broker_uses_capacity', 'Pending uses at which no further use is let through.', () => uses.capacity);
  addCounter(registry, {
    name: 'keyward_broker_request_log_dropped_total',
    help: 'Rows of the request log that found no room.',
    read: () => [[{}, uses.dropped]],
  });
  exposeCaches(registry, Object.entries(caches));
}

function exposeCaches(registry: Registry, caches: readonly (readonly [name: string, cache: Cache])[]): void {
  addCounter(registry, {
    name: 'keyward_broker_cache_lookups_total',
    help: 'Look-ups in the caches of tokens and of opened credentials.',
    labelNames: ['cache', 'result'],
    read: () =>
      caches.flatMap(([cache, { counts }]): Reading[] => [
        [{ cache, result: 'hit' }, counts.hits],
        [{ cache, result: 'miss' }, counts.misses],
      ]),
  });
  addCounter(registry, {
    name: 'keyward_broker_cache_evictions_total',
    help: 'Entries dropped because the cache was full, their term was over, or they were changed.',
    labelNames: ['cache', 'reason'],
    read: () =>
      caches.flatMap(([cache, { counts }]) =>
        Object.entries(counts.dropped).map(([reason, count]): Reading => [{ cache, reason }, count]),
      ),
  });
  const entries: Gauge = new Gauge({
    name: 'keyward_broker_cache_entries',
    help: 'Entries of the caches.',
    labelNames: ['cache'],
    registers: [registry],
    collect: () => {
      for (const [cache, { counts }] of caches) entries.set({ cache }, counts.entries);
    },
  });
}

type Reading = readonly [labels: Record<string, string>, value: number];

interface CounterReading {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: string[];
  readonly read: () => readonly Reading[];
}

/** A counter that is kept elsewhere and read when it is asked for. */
function addCounter(registry: Registry, { name, help, labelNames = [], read }: CounterReading): void {
  const counter: Counter = new Counter({
    ...{ name, help, labelNames },
    registers: [registry],
    collect: () => {
      counter.reset();
      for (const [labels, value] of read()) counter.inc(labels, value);
    },
  });
}

function addGauge(registry: Registry, name: string, help: string, read: () => number): void {
  const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) });
}
