/**
 * The metrics of one process, in the text format of Prometheus. They are sums over the installation: no label may hold
 * anything of a caller's or a tenant's choice (keys, paths, hosts, names, ids), only words from tables in the source.
 */
import { collectDefaultMetrics, Registry } from 'prom-client';

/** What all the instruments of a process register with. */
export type { Registry };

/** A registry of its own, never the library's global one, so that two Keywards in one process do not meet. */
export function createRegistry(): Registry {
  return new Registry();
}

/** Adds memory, CPU, event loop and garbage collection of the process; once in a process. */
export function addProcessMetrics(register: Registry): void {
  collectDefaultMetrics({ register });
}

/** An answer to `GET /metrics`. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** All metrics as they are now. */
export async function expose(registry: Registry): Promise<Exposition> {
  return { contentType: registry.contentType, text: await registry.metrics() };
}
