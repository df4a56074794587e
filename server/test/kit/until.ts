/** Waiting for a state, the only way in which a test waits for what Keyward does by itself. */
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * For whatever comes within a second on an idle machine: a loaded one may stall a process for seconds, which says nothing
 * about Keyward. How fast it comes is measured in bench/.
 */
export const PATIENCE_MS = 20_000;

const INTERVAL_MS = 20;

/**
 * Looks until it is so.
 *
 * @returns the first answer that is neither false nor undefined
 * @throws where it has not become so by then
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what = 'what the test waits for',
): Promise<Exclude<T, false | undefined | null>> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== false && found !== undefined && found !== null) return found as Exclude<T, false | undefined | null>;
    if (performance.now() > deadline) throw new Error(`not within ${PATIENCE_MS} ms: ${what}`);
    await sleep(INTERVAL_MS);
  }
}
