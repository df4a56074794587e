/**
 * Latencies as counts a bucket, which add up over nodes and hours as sums do, and still tell a median or a 95th
 * percentile. The bounds stand in the names of stored columns: a change of them is a migration.
 */

/** Upper bounds in milliseconds, inclusive; one more bucket holds what took longer. */
export const latencyBoundsMs = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000] as const;

/** How many buckets there are. */
export const LATENCY_BUCKETS: number = latencyBoundsMs.length + 1;

/** The bucket of a latency, from 0 on. */
export function latencyBucket(ms: number): number {
  const index = latencyBoundsMs.findIndex((bound) => ms <= bound);
  return index < 0 ? latencyBoundsMs.length : index;
}

/**
 * The latency that a share of all did not exceed, as if each bucket's were spread evenly over it.
 *
 * @param buckets - Counts, in the order of the bounds.
 * @param share - 0.5 for the median.
 * @returns milliseconds, the last bound at most; undefined where nothing was counted
 */
export function latencyQuantile(buckets: readonly number[], share: number): number | undefined {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let below = 0;
  for (const [index, upper] of latencyBoundsMs.entries()) {
    const count = buckets[index] ?? 0;
    const lower = latencyBoundsMs[index - 1] ?? 0;
    if (count > 0 && below + count >= total * share) {
      return Math.round((lower + ((upper - lower) * (total * share - below)) / count) * 10) / 10;
    }
    below += count;
  }
  return latencyBoundsMs.at(-1);
}
