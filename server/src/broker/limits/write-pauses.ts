/** Writes pauses down for the control plane, some at a time. One that is lost is not shown, and holds all the same. */
import type { UpstreamPause } from '../../domain/limits.ts';
import { recordPauses } from '../../store/upstream-pauses.ts';
import type { BrokerParts } from '../parts.ts';

const FLUSH_MS = 500;
const AT_ONCE = 200;

/** A writer at work. */
export interface PauseWriter {
  add(pause: UpstreamPause): void;
  /** Writes what is gathered, and ends. */
  close(): Promise<void>;
}

/** Starts writing. */
export function startPauseWriter({ store, logger }: Pick<BrokerParts, 'store' | 'logger'>): PauseWriter {
  // Bounded by how many `Pauses` remembers: an origin of a credential stands here once.
  const waiting = new Map<string, UpstreamPause>();

  async function flush(): Promise<void> {
    const pauses = [...waiting.values()].slice(0, AT_ONCE);
    if (pauses.length === 0) return;
    for (const pause of pauses) waiting.delete(keyOf(pause));
    try {
      await store.transaction((tx) => recordPauses(tx, pauses));
    } catch (error) {
      logger.warn({ err: error, pauses: pauses.length }, 'what upstreams asked to wait for could not be written');
    }
  }

  const timer = setInterval(() => void flush(), FLUSH_MS).unref();

  return {
    add: (pause) => void waiting.set(keyOf(pause), pause),
    async close() {
      clearInterval(timer);
      while (waiting.size > 0) await flush();
    },
  };
}

function keyOf({ organisationId, credentialId, origin }: UpstreamPause): string {
  return `${organisationId}\n${credentialId}\n${origin}`;
}
