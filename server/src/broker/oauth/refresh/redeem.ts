/**
 * One renewal, from the claim to the commit: claimed in one transaction, sent in none, taken in in another. Whatever fails in
 * between leaves what the rules can judge. Knows neither SQL nor HTTP nor how tokens are sealed.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../domain/instant.ts';
import { Problem, type ProblemCode } from '../../../domain/problem.ts';
import type { ConnectionName, LockedConnection } from '../../../store/connections.ts';
import { type Failed, judgeFailure, judgeUnsent } from './failure-rules.ts';
import {
  type Claim,
  judgeAnswer,
  judgeClaim,
  type Kept,
  type NewTokens,
  type RefreshReason,
  type Sent,
  type Settlement,
} from './rules.ts';
import type { ServerDoubts } from './server-doubts.ts';

/** Where connections are judged: each judgement in one transaction under the lock of record and row. */
export interface Ledger<Sealed> {
  /**
   * @param judge - Pure; runs again after a deadlock.
   * @param sealed - Stored with the settlement, where it has a record.
   * @returns undefined where there is no such connection
   */
  settle<T>(
    name: ConnectionName,
    judge: (locked: LockedConnection) => Settlement<T>,
    sealed?: Sealed,
  ): Promise<T | undefined>;
  /** Moves the end of a lease. @returns whether it is still the holder's */
  renewLease(name: ConnectionName, lease: { readonly holder: string; readonly termMs: number }): Promise<boolean>;
}

/** What is needed to ask once: opened, and judged by the policies that were sealed with it. */
export interface OpenedGrant<Answer, Sealed> {
  readonly secrets: Readonly<Record<string, number>>;
  readonly rotates: boolean;
  /** Whom it is sent to: one name for all that would be answered alike. */
  readonly server: string;
  /** Sends it. @throws whatever `failureOf` understands */
  ask(): Promise<Answer>;
  /** Seals what was answered, under versions that nothing stored has. */
  seal(answer: Answer): Promise<{ readonly tokens: NewTokens; readonly sealed: Sealed }>;
}

export interface RedeemParts<Answer, Sealed> {
  readonly ledger: Ledger<Sealed>;
  /** @throws Problem where it cannot be opened or is not permitted */
  open(name: ConnectionName): Promise<OpenedGrant<Answer, Sealed>>;
  failureOf(error: unknown): Failed;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or when the signal is given. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Of a lease; renewed at each third of it. */
  readonly termMs: number;
  /** How long a commit is tried that the store does not take. */
  readonly commitForMs: number;
  readonly onError: (error: unknown, name: ConnectionName) => void;
  /** Of servers that lately left it open what has become of a request. */
  readonly doubts: Pick<ServerDoubts, 'pauseOf' | 'note'>;
  /** Takes what goes on behind the caller, and never fails. */
  readonly behind: (work: Promise<void>) => void;
}

/** What has become of it; `renewed`: new tokens are stored. */
export type Redeemed = Exclude<Claim, { kind: 'claimed' }> | { readonly kind: 'renewed' };

const LONGEST_COMMIT_PAUSE_MS = 5_000;
const CLAIM_FOR_MS = 2_000;

/**
 * Renews a connection's tokens, if it falls to this node.
 *
 * @throws Problem where the grant cannot be opened, or the store does not answer before anything was sent
 */
export async function redeem<Answer, Sealed>(
  parts: RedeemParts<Answer, Sealed>,
  name: ConnectionName,
  reason: RefreshReason,
): Promise<Redeemed> {
  const grant = await parts.open(name);
  const holder = randomUUID();
  const { secrets, rotates, server } = grant;
  const doubtedUntil = rotates ? parts.doubts.pauseOf(server) : undefined;
  const asked = { holder, termMs: parts.termMs, secrets, rotates, reason, doubtedUntil };
  // Nothing is sent before the commit is known to have been made: where it is not, it is made again.
  const judge = (locked: LockedConnection) => judgeClaim(locked, asked);
  const insistent = { ...parts, commitForMs: CLAIM_FOR_MS };
  const claim = await insist(insistent, name, () => parts.ledger.settle(name, judge)).catch((error: unknown) => {
    parts.behind(withdraw(parts, name, { holder, secrets }));
    throw error;
  });
  if (claim?.kind !== 'claimed') return claim ?? { kind: 'ended' };
  return send(parts, name, { grant, sent: { holder, redeeming: claim.redeeming, reason, secrets } });
}

/** A claim that may have been committed, and by which nothing was sent: only its own process knows that, and says so. */
async function withdraw<Answer, Sealed>(
  parts: RedeemParts<Answer, Sealed>,
  name: ConnectionName,
  claimed: Pick<Sent, 'holder' | 'secrets'>,
): Promise<void> {
  const judge = (locked: LockedConnection) => judgeUnsent(locked, claimed);
  await insist(parts, name, () => parts.ledger.settle(name, judge)).catch(() => undefined);
}

interface Sending<Answer, Sealed> {
  readonly grant: OpenedGrant<Answer, Sealed>;
  readonly sent: Sent;
}

async function send<Answer, Sealed>(
  parts: RedeemParts<Answer, Sealed>,
  name: ConnectionName,
  { grant, sent }: Sending<Answer, Sealed>,
): Promise<Redeemed> {
  const answered = new AbortController();
  void keepLease(parts, name, { holder: sent.holder, signal: answered.signal });
  let answer: Answer;
  try {
    answer = await grant.ask();
    parts.doubts.note(grant.server, 'answered');
  } catch (error) {
    const failed = parts.failureOf(error);
    const { rotates } = grant;
    if (failed.outcome !== 'none')
      parts.doubts.note(grant.server, failed.outcome === 'unknown' ? 'unknown' : 'answered');
    const random = parts.random();
    const judge = (locked: LockedConnection) => judgeFailure(locked, sent, { failed, rotates, random });
    const judged = await insist(parts, name, () => parts.ledger.settle(name, judge));
    return judged === undefined || judged.kind === 'claimed' ? { kind: 'ended' } : judged;
  } finally {
    answered.abort();
  }
  const kept = await insist(parts, name, () => keep(parts, name, { grant, sent, answer }));
  return { kind: kept === 'kept' ? 'renewed' : 'fresh' };
}

async function keep<Answer, Sealed>(
  { ledger }: RedeemParts<Answer, Sealed>,
  name: ConnectionName,
  { grant, sent, answer }: Sending<Answer, Sealed> & { readonly answer: Answer },
): Promise<Kept | undefined> {
  const { tokens, sealed } = await grant.seal(answer);
  return ledger.settle(name, (locked) => judgeAnswer(locked, sent, tokens), sealed);
}

/** While an answer is waited for. Without the store the lease ends, and its holder is still the only one who may come back. */
async function keepLease<Answer, Sealed>(
  { ledger, sleep, termMs, onError }: RedeemParts<Answer, Sealed>,
  name: ConnectionName,
  { holder, signal }: { readonly holder: string; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    await sleep(termMs / 3, signal);
    if (signal.aborted) return;
    const isHolder = await ledger.renewLease(name, { holder, termMs }).catch((error: unknown) => {
      onError(error, name);
      return true;
    });
    if (!isHolder) return;
  }
}

/** What is known now and stored nowhere else is not given up because the store is away for a while. */
async function insist<T, Answer, Sealed>(
  { clock, sleep, random, commitForMs, onError }: RedeemParts<Answer, Sealed>,
  name: ConnectionName,
  work: () => Promise<T>,
): Promise<T> {
  const until = clock() + commitForMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      onError(error, name);
      if (clock() >= until) throw error;
      await sleep(Math.min(LONGEST_COMMIT_PAUSE_MS, 50 * 2 ** attempt) * (0.5 + random() / 2));
    }
  }
}

/** The problem that callers are told of an outcome without a token. */
export function problemOf(outcome: { readonly code: ProblemCode; readonly until: number }, now: number): Problem {
  return new Problem(outcome.code, { retryAfterMs: Math.max(outcome.until - now, 1) });
}
