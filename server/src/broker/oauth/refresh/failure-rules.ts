/**
 * What follows where a renewal came to nothing, or was never sent: judgements like those of `rules.ts`, over the locked record
 * and its connection as they are by then.
 */
import type { ProblemCode } from '../../../domain/problem.ts';
import type { LockedConnection } from '../../../store/connections.ts';
import {
  type Claim,
  changed,
  IDLE_RETRY_MS,
  isStill,
  judgeLost,
  mustReconnect,
  type Sent,
  type Settlement,
} from './rules.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * A claim by which nothing was sent is as if it had never been. Where others have taken it for a lost one meanwhile, it was
 * not: the tokens are what they were.
 */
export function judgeUnsent(locked: LockedConnection, claimed: Pick<Sent, 'holder' | 'secrets'>): Settlement<true> {
  const { connection } = locked;
  const { lease, redeeming, ...rest } = connection;
  if (lease?.holder !== claimed.holder || redeeming === undefined) return { result: true };
  if (!isStill(locked, { ...claimed, redeeming, reason: 'due' })) return { result: true };
  return { result: true, connection: rest, ...revived(locked) };
}

/** The token was not sent, or not redeemed: whoever took the connection for lost was wrong. */
function revived({ credential, now }: LockedConnection): Pick<Settlement<unknown>, 'record' | 'audit'> {
  if (credential.status !== 'reconnect_required') return {};
  return {
    record: { ...changed(credential, now), status: 'valid', errors: [] },
    audit: { action: 'connection.recovered', details: { status: 'valid' } },
  };
}

/** How a redemption came to nothing. */
export interface Failed {
  /** For callers, and what is kept of it. */
  readonly code: ProblemCode;
  /**
   * `none`: it was not sent, or refused for now: the token is as good as before. `unknown`: it may be spent. `grant`: it was
   * refused for good. `client`: the client was, which another token does not mend.
   */
  readonly outcome: 'none' | 'unknown' | 'grant' | 'client';
  readonly retryAfterMs: number | undefined;
}

/**
 * Notes a failure. What the asker knows of the token may be outdated: it is judged by the record as it is now.
 *
 * @param random - From 0 to 1.
 */
export function judgeFailure(
  locked: LockedConnection,
  sent: Sent,
  { failed, rotates, random }: { readonly failed: Failed; readonly rotates: boolean; readonly random: number },
): Settlement<Claim> {
  const { connection, now } = locked;
  if (!isStill(locked, sent)) return { result: { kind: 'fresh' } };
  const { lease, redeeming, ...rest } = connection;
  const isByClient = connection.grant === 'client_credentials';
  if (failed.outcome === 'grant' && !isByClient) return mustReconnect({ ...locked, connection: rest }, 'refused');
  if (failed.outcome === 'unknown' && rotates && !isByClient) {
    const ended = { ...connection, lease: { ...lease!, until: now }, lastFailure: failed.code };
    return { connection: ended, ...judgeLost({ ...locked, connection: ended }, sent.reason) };
  }
  const until = now + pauseOf(connection.failures, failed, random);
  return {
    result: { kind: 'paused', until, code: failed.code },
    connection: {
      ...rest,
      failures: connection.failures + 1,
      retryAt: until,
      lastFailure: failed.code,
      ...(!isByClient && { keepAliveAt: Math.max(until, now + Math.round(IDLE_RETRY_MS * (0.5 + random))) }),
    },
    ...(failed.outcome === 'none' && revived(locked)),
  };
}

/** Full jitter: nodes and connections that failed together do not come back together. */
function pauseOf(failures: number, { outcome, retryAfterMs = 0 }: Failed, random: number): number {
  const least = outcome === 'client' || outcome === 'grant' ? LONGEST_PAUSE_MS / 5 : 0;
  const cap = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 20));
  return Math.round(Math.max(least, Math.min(retryAfterMs, LONGEST_PAUSE_MS)) + cap * random);
}
