/**
 * Looks at connections whose turn it is: idle ones, whose refresh token would die of disuse, and those of which nobody has said
 * how their renewal ended. Turns are spread by the connections' ids; so many at once, and then a pause. Of many nodes that look, the
 * lease lets one renew, and each begins elsewhere.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { dueConnections } from '../../../store/connections.ts';
import type { BrokerParts } from '../../parts.ts';
import type { TokenKeeper } from './token-keeper.ts';

const LOOK_MS = 5_000;
const AT_ONCE = 4;
/** Between two handfuls: some 100 a minute on each node, so that 1,000,000 connections of a week take no more. */
const PAUSE_MS = 2_000;
/** Among which each node chooses. */
const SEEN = 64;

export interface KeepAliveParts extends Pick<BrokerParts, 'store' | 'clock' | 'logger'> {
  readonly keeper: Pick<TokenKeeper, 'keepAlive'>;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Between two looks that find nothing. Default 5 s. */
  readonly lookMs?: number;
}

/** The schedule at work. */
export interface KeepAlive {
  /** Ends it after what is under way. */
  close(): Promise<void>;
}

/** Starts; failures are logged and the next look comes. */
export function startKeepAlive(parts: KeepAliveParts): KeepAlive {
  const ending = new AbortController();
  const { signal } = ending;
  const { lookMs = LOOK_MS } = parts;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await delay(lookMs, undefined, { signal, ref: false }).catch(() => undefined);
      while (!signal.aborted && (await look(parts))) {
        await delay(PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  const running = run();
  return {
    async close() {
      ending.abort();
      await running;
    },
  };
}

/** @returns whether there may be more */
async function look({ store, clock, logger, keeper, random }: KeepAliveParts): Promise<boolean> {
  try {
    const due = await dueConnections(store.read, clock(), SEEN);
    const first = Math.floor(random() * Math.max(due.length - AT_ONCE + 1, 1));
    const chosen = due.slice(first, first + AT_ONCE);
    await Promise.all(chosen.map((connection) => keeper.keepAlive(connection)));
    return due.length > AT_ONCE;
  } catch (error) {
    logger.error({ err: error }, 'idle connections could not be looked at');
    return false;
  }
}
