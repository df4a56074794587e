/** Repeats a write of consumers that another one overtook, where its author did not ask for a certain version. */
import { Problem } from '../../domain/problem.ts';
import type { Call } from '../route.ts';

const ATTEMPTS = 5;

/**
 * Runs the write again, from its reading on; at most 5 times, and once under If-Match.
 *
 * @throws Problem `consumer/stale` when it was overtaken each time
 */
export async function retryStaleConsumer<T>(call: Call, write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      const isStale = error instanceof Problem && error.code === 'consumer/stale';
      if (!isStale || call.ifMatch !== undefined || attempt === ATTEMPTS) throw error;
    }
  }
}
