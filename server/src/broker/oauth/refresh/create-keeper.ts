/** The keeper of this process, put together: over the store, the token endpoints and the change feed. */
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { TokenLife } from '../../../domain/token-life.ts';
import type { RefreshMetrics } from '../../../metrics/refresh-metrics.ts';
import { type ConnectionName, findConnection } from '../../../store/connections.ts';
import { findCredential } from '../../../store/credentials.ts';
import type { BrokerParts } from '../../parts.ts';
import { failureOf } from './failure-of.ts';
import { createLedger } from './ledger.ts';
import { openGrant } from './open-grant.ts';
import { type Redeemed, redeem } from './redeem.ts';
import { judgePostponed, type RefreshReason } from './rules.ts';
import { ServerDoubts } from './server-doubts.ts';
import { TokenKeeper } from './token-keeper.ts';

/** Above what a token endpoint is given, so that a lease is seldom renewed. */
const TERM_MS = 15_000;
/** Above it, too: a caller gets the answer, if there is one. */
const WAIT_MS = 20_000;
const COMMIT_FOR_MS = 15 * 60_000;

export interface KeeperOptions {
  /** Of a lease; default 15 s. */
  readonly leaseTermMs?: number | undefined;
  readonly metrics: RefreshMetrics;
  /** Forgets what is opened of the credential. */
  readonly forget: (credentialId: string) => void;
}

/** The keeper, and how to end it. */
export interface RunningKeeper {
  readonly keeper: TokenKeeper;
  /** Waits for what is under way, for so long at most. */
  close(withinMs: number): Promise<void>;
}

export function createKeeper(
  parts: BrokerParts,
  { leaseTermMs = TERM_MS, metrics, forget }: KeeperOptions,
): RunningKeeper {
  const { store, clock, logger } = parts;
  const onError = (error: unknown, { credentialId }: ConnectionName): void =>
    logger.warn({ err: error, credential: credentialId }, 'a token could not be renewed');
  const behind = new Set<Promise<void>>();
  const engine = {
    doubts: new ServerDoubts(clock),
    behind: (work: Promise<void>): void => {
      behind.add(work);
      void work.finally(() => behind.delete(work));
    },
    ledger: createLedger(store),
    open: (name: ConnectionName) => openGrant(parts, name),
    ...{ failureOf, clock, random: Math.random, termMs: leaseTermMs, commitForMs: COMMIT_FOR_MS, onError, sleep },
  };
  const listeners = new Listeners();
  const keeper = new TokenKeeper({
    ...{ clock, forget, onError, waitMs: WAIT_MS },
    redeem: async (name, reason) => {
      // Most who come second are told without a transaction.
      const taken = await takenBy(parts, name);
      return taken ?? measured(metrics, reason, () => redeem(engine, name, reason));
    },
    postpone: (name) => engine.ledger.settle(name, judgePostponed),
    isReplaced: (life) => isReplaced(parts, life),
    changeOf: (credentialId, withinMs) => listeners.changeOf(credentialId, withinMs),
  });
  const unsubscribe = store.changes.subscribe((changes) => {
    for (const { kind, organisationId, subject } of changes) {
      if (kind !== 'credential') continue;
      keeper.heard({ organisationId, credentialId: subject });
      listeners.tell(subject);
    }
  });
  return {
    keeper,
    async close(withinMs) {
      unsubscribe();
      const ended = new AbortController();
      const work = keeper.close().then(() => Promise.all(behind));
      await Promise.race([work, sleep(withinMs, ended.signal)]);
      ended.abort();
    },
  };
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return delay(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined);
}

/** Whoever renews it at this moment, as far as a plain read says. */
async function takenBy({ store, clock }: BrokerParts, name: ConnectionName): Promise<Redeemed | undefined> {
  const until = (await findConnection(store.read, name))?.lease?.until;
  return until !== undefined && until > clock() ? { kind: 'busy', until } : undefined;
}

async function isReplaced(
  { store }: BrokerParts,
  { organisationId, credentialId, secrets }: TokenLife,
): Promise<boolean> {
  const now = await findCredential(store.read, { organisationId, solutionId: '' }, credentialId);
  return now?.status !== 'valid' || !isDeepStrictEqual(now.secrets, secrets);
}

async function measured(
  metrics: RefreshMetrics,
  reason: RefreshReason,
  run: () => Promise<Redeemed>,
): Promise<Redeemed> {
  const startedAt = performance.now();
  try {
    const redeemed = await run();
    metrics.ended({ reason, outcome: redeemed.kind, seconds: (performance.now() - startedAt) / 1_000 });
    return redeemed;
  } catch (error) {
    metrics.ended({ reason, outcome: 'failed', seconds: (performance.now() - startedAt) / 1_000 });
    throw error;
  }
}

/** Those who wait for a change of one credential. */
class Listeners {
  readonly #waiting = new Map<string, Set<() => void>>();

  tell(credentialId: string): void {
    for (const resolve of this.#waiting.get(credentialId) ?? []) resolve();
  }

  async changeOf(credentialId: string, withinMs: number): Promise<void> {
    const heard = new AbortController();
    const resolve = (): void => heard.abort();
    const waiting = this.#waiting.get(credentialId) ?? new Set();
    this.#waiting.set(credentialId, waiting.add(resolve));
    await sleep(withinMs, heard.signal);
    waiting.delete(resolve);
    if (waiting.size === 0 && this.#waiting.get(credentialId) === waiting) this.#waiting.delete(credentialId);
  }
}
