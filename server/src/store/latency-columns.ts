/** The columns of the latency buckets, in the order of their bounds. Made from the bounds: those are never changed alone. */
import { latencyBoundsMs } from '../domain/latency.ts';

/** `to_1_ms` … `over_30000_ms` */
export const latencyColumns: readonly string[] = [
  ...latencyBoundsMs.map((bound) => `to_${bound}_ms`),
  `over_${latencyBoundsMs.at(-1)}_ms`,
];
