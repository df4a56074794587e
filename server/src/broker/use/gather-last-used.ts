/**
 * Writes `lastUsedAt` in the background: the latest use of each record is gathered in memory and written twice a second,
 * so that no request waits for it. What a crash loses is half a second of it, and nothing else depends on it.
 */
import type { Instant } from '../../domain/instant.ts';
import type { Transaction } from '../../store/store.ts';
import type { BrokerParts } from '../parts.ts';

const FLUSH_MS = 500;

/** Writes the last use of one record; must never set it back. */
export type WriteLastUsed = (
  transaction: Transaction,
  organisationId: string,
  id: string,
  at: Instant,
) => Promise<void>;

export interface LastUsed {
  /** Notes a use; returns at once. */
  note(organisationId: string, id: string): void;
  /** Writes what is gathered. */
  close(): Promise<void>;
}

interface Noted {
  readonly organisationId: string;
  readonly id: string;
  readonly at: Instant;
}

export function gatherLastUsed({ store, clock, logger }: BrokerParts, write: WriteLastUsed): LastUsed {
  const gathered = new Map<string, Noted>();
  const timer = setInterval(() => void flush(), FLUSH_MS).unref();

  async function flush(): Promise<void> {
    // In one order on every node, so that two of them never wait for each other's rows.
    const noted = [...gathered.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    gathered.clear();
    if (noted.length === 0) return;
    try {
      await store.transaction(async (transaction) => {
        for (const { organisationId, id, at } of noted) await write(transaction, organisationId, id, at);
      });
    } catch (error) {
      logger.warn({ err: error }, 'lastUsedAt could not be written');
    }
  }

  return {
    note(organisationId, id) {
      gathered.set(id, { organisationId, id, at: clock() });
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
