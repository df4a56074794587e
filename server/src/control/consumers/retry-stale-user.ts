/** Repeats a write of what uses credentials that another one overtook, where its author did not ask for a certain version. */
import { Problem, type ProblemCode } from '../../domain/problem.ts';
import type { Call } from '../route.ts';

const ATTEMPTS = 5;
const STALE: ReadonlySet<string> = new Set<ProblemCode>(['consumer/stale', 'function/stale']);

/**
 * Runs the write again, from its reading on; at most 5 times, and once under If-Match.
 *
 * @throws Problem `consumer/stale`, `function/stale` when it was overtaken each time
 */
export async function retryStaleUser<T>(call: Call, write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      const isStale = error instanceof Problem && STALE.has(error.code);
      if (!isStale || call.ifMatch !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}
