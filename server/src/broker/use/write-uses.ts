/**
 * Writes what the buffer has gathered, one transaction twice a second: sums, log rows and last uses together. While the
 * store is silent or fails, the same batch is tried again.
 */
import { newId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { recordLastUses } from '../../store/last-used.ts';
import { appendRequests } from '../../store/request-log.ts';
import { addUses, claimUseBatch } from '../../store/use-statistics.ts';
import type { BrokerParts } from '../parts.ts';
import type { UseBatch, UseBuffer } from './use-buffer.ts';

const FLUSH_MS = 500;

/** A writer at work. */
export interface UseWriter {
  /** Writes all that is gathered, and ends. What the store does not take is lost, and the log says how much. */
  close(): Promise<void>;
}

async function writeBatch({ store, clock }: BrokerParts, writer: string, batch: UseBatch): Promise<void> {
  const { sequence, tallies, credentials, tokens, requests } = batch;
  const { dialect } = store;
  await store.transaction(async (tx) => {
    if (!(await claimUseBatch(tx, { writer, sequence }, clock()))) return;
    await recordLastUses(tx, dialect, 'credentials', [...credentials.values()]);
    await recordLastUses(tx, dialect, 'access_tokens', [...tokens.values()]);
    await addUses(tx, dialect, [...tallies.values()]);
    await appendRequests(tx, dialect, requests);
  });
}

/** Starts writing. */
export function startUseWriter(parts: BrokerParts, buffer: UseBuffer): UseWriter {
  const { logger } = parts;
  // Not stored as anything but the name of this process.
  const writer = newId('req');
  let writing: Promise<boolean> | undefined;
  let isFailing = false;

  async function write(batch: UseBatch): Promise<boolean> {
    try {
      await writeBatch(parts, writer, batch);
    } catch (error) {
      if (!isFailing) logger.warn({ err: error, uses: batch.uses }, 'uses could not be written; they are kept');
      isFailing = true;
      // Not the store's doing but a row's: of those, log rows are the ones that may go.
      if (!(error instanceof Problem)) buffer.drop(batch, batch.requests.splice(0).length);
      return false;
    }
    buffer.written();
    isFailing = false;
    if (batch.dropped > 0) logger.warn({ dropped: batch.dropped }, 'the request log had no room for some requests');
    return true;
  }

  /** @returns whether something was written, and more may follow */
  async function flush(): Promise<boolean> {
    const batch = buffer.take();
    if (batch === undefined) return false;
    writing = write(batch);
    const isWritten = await writing;
    writing = undefined;
    return isWritten;
  }

  const timer = setInterval(() => {
    if (writing === undefined) void flush();
  }, FLUSH_MS).unref();

  return {
    async close() {
      clearInterval(timer);
      await writing;
      while (await flush());
      const lost = buffer.take();
      if (lost) logger.error({ uses: lost.uses, requests: lost.requests.length }, 'uses were lost at the end');
    },
  };
}
