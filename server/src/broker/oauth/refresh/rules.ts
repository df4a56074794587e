/**
 * Who may renew a token, and what follows from how it ended: pure judgements over a record and its connection, which are
 * locked while they are judged, in database time. All that makes a refresh token go out once is here.
 *
 *     free ──claim──► redeeming(v) ──success──► free, new tokens
 *       ▲                │  │  │
 *       │                │  │  └─ refused for good (invalid_grant) ──► reconnect_required
 *       └─ not sent, or ─┘  │
 *          refused for now  └─ outcome unknown, or the lease ends ──► lost
 *
 * `lost` is where a refresh token may be spent and its successor is not known. Its next use would be the second one, upon which
 * a server that rotates revokes everything (RFC 9700, section 4.14.2): it is never sent again. The old access token goes on to
 * its end; then the connection is `reconnect_required`. The holder of the lost lease may still come back with the answer: as long
 * as nobody has put other tokens there, it is taken, and the connection lives again.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Connection } from '../../../domain/connection.ts';
import type { Credential } from '../../../domain/credential.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ProblemCode } from '../../../domain/problem.ts';
import { dueAtOf, endsAtOf, isRenewable } from '../../../domain/token-life.ts';
import type { LockedConnection, TokenChange } from '../../../store/connections.ts';

/** Stands for the refresh token where there is none: client credentials may be shown as often as one likes. */
const NO_REFRESH_TOKEN = 0;

/** An idle connection whose turn came to nothing is looked at again so much later. */
export const IDLE_RETRY_MS = 3_600_000;
/** The schedule looks whether a renewal has ended so long after its lease. */
const LOOK_AFTER_LEASE_MS = 30_000;

/** Why somebody asks: the token's end is near; the API has refused it; the connection has been idle for long. */
export type RefreshReason = 'due' | 'refused' | 'idle';

/** What is written of a judgement, in one transaction or not at all. */
export interface Settlement<T> {
  readonly result: T;
  readonly connection?: Connection;
  readonly record?: TokenChange;
  /** For the audit log, where a person has to know. */
  readonly audit?: { readonly action: string; readonly details: Readonly<Record<string, unknown>> };
}

export interface ClaimAsked {
  /** New for each claim. */
  readonly holder: string;
  readonly termMs: number;
  /** Versions of the tokens that were opened. */
  readonly secrets: Readonly<Record<string, number>>;
  /** Whether a refresh token may be good for one use only. */
  readonly rotates: boolean;
  readonly reason: RefreshReason;
  /** The server lately left it open what had become of a request: nothing is sent there before. By the asker's clock. */
  readonly doubtedUntil?: Instant | undefined;
}

export type Claim =
  /** Committed: this holder, and nobody else, may send the token of this version. */
  | { readonly kind: 'claimed'; readonly redeeming: number }
  /** There is nothing to do: other tokens are there, or these are good yet. */
  | { readonly kind: 'fresh' }
  /** Somebody else is at it. */
  | { readonly kind: 'busy'; readonly until: Instant }
  /** It came to nothing a moment ago. */
  | { readonly kind: 'paused'; readonly until: Instant; readonly code: ProblemCode }
  /** Nothing renews it any more; the token that is there is good until its end, which may be over. */
  | { readonly kind: 'lost'; readonly usableUntil: Instant }
  /** Its record is not usable: deleted, say, or to be connected again. */
  | { readonly kind: 'ended' };

/** Judges whether the asker may send the refresh token. */
export function judgeClaim(locked: LockedConnection, asked: ClaimAsked): Settlement<Claim> {
  const { connection, credential, now } = locked;
  if (credential.deletedAt !== undefined || credential.status !== 'valid')
    return unscheduled({ kind: 'ended' }, connection);
  if (!isDeepStrictEqual(credential.secrets, asked.secrets)) return { result: { kind: 'fresh' } };
  const { lease } = connection;
  // A commit whose outcome was unknown: it is the asker's own, and nothing was sent before it was known.
  if (lease?.holder === asked.holder) return claim(locked, asked);
  if (lease && lease.until > now) return { result: { kind: 'busy', until: lease.until } };
  if (isLost(locked, asked.rotates)) return judgeSilent(locked, asked);
  if (!isRenewable(connection, credential.secrets)) return judgeUnrenewable(locked);
  if (!isWanted(locked, asked.reason)) return { result: { kind: 'fresh' } };
  if (connection.retryAt !== undefined && connection.retryAt > now) {
    const code = (connection.lastFailure ?? 'oauth/unavailable') as ProblemCode;
    return { result: { kind: 'paused', until: connection.retryAt, code } };
  }
  return asked.doubtedUntil === undefined ? claim(locked, asked) : judgeDoubted(locked, asked.doubtedUntil);
}

/** Whoever is idle can wait for another turn; all others ask again. */
function judgeDoubted({ connection, now }: LockedConnection, until: Instant): Settlement<Claim> {
  const result = { kind: 'paused', until, code: 'oauth/no-answer' } as const;
  const isTurn = connection.keepAliveAt !== undefined && connection.keepAliveAt <= now;
  return isTurn ? { result, connection: { ...connection, keepAliveAt: now + IDLE_RETRY_MS } } : { result };
}

/** Whether a refresh token that may not be sent twice was sent, and nobody has said what came of it. */
function isLost({ connection, credential }: LockedConnection, rotates: boolean): boolean {
  const { redeeming, grant } = connection;
  if (!rotates || grant === 'client_credentials' || redeeming === undefined) return false;
  return redeeming === credential.secrets.refreshToken;
}

/** Two nodes see an end at the same time: the second finds what the first has done. */
function isWanted({ connection, now }: LockedConnection, reason: RefreshReason): boolean {
  if (reason === 'refused') return true;
  if (reason === 'idle') return connection.keepAliveAt !== undefined && connection.keepAliveAt <= now;
  return dueAtOf(connection) <= now;
}

function claim({ connection, credential, now }: LockedConnection, asked: ClaimAsked): Settlement<Claim> {
  const isByClient = connection.grant === 'client_credentials';
  const redeeming = isByClient ? NO_REFRESH_TOKEN : credential.secrets.refreshToken!;
  const until = now + asked.termMs;
  return {
    result: { kind: 'claimed', redeeming },
    connection: {
      ...connection,
      lease: { holder: asked.holder, until },
      redeeming,
      // Should this be the last that is heard of it, the schedule finds out.
      ...(!isByClient && { keepAliveAt: until + LOOK_AFTER_LEASE_MS }),
    },
  };
}

/** A holder that was only held up comes back within another term: nobody is alarmed before. */
function judgeSilent(locked: LockedConnection, { termMs, reason }: ClaimAsked): Settlement<Claim> {
  const { connection, now } = locked;
  const until = (connection.lease?.until ?? 0) + termMs;
  return until > now ? { result: { kind: 'busy', until } } : judgeLost(locked, reason);
}

/** Its redemption was lost: at the end of the old token, or when the API refuses that, a person is asked. */
export function judgeLost(locked: LockedConnection, reason: RefreshReason): Settlement<Claim> {
  const { connection, now } = locked;
  const usableUntil = connection.accessExpiresAt === undefined ? now : endsAtOf(connection);
  if (usableUntil <= now || reason === 'refused') return mustReconnect(locked, 'lost');
  return untilThen(connection, usableUntil);
}

/** There is nothing for the schedule to come back for. */
function unscheduled(result: Claim, { keepAliveAt, ...rest }: Connection): Settlement<Claim> {
  return keepAliveAt === undefined ? { result } : { result, connection: rest };
}

/** There is nothing to renew it with. What its API says against it may be meant for the caller alone: it is used to its end. */
function judgeUnrenewable({ connection, credential, now }: LockedConnection): Settlement<Claim> {
  if (connection.accessExpiresAt === undefined) return unscheduled({ kind: 'fresh' }, connection);
  const usableUntil = endsAtOf(connection);
  if (usableUntil <= now) return mustReconnect({ connection, credential, now }, 'ended');
  return untilThen(connection, usableUntil);
}

/** The schedule alone need come back, when it is over. */
function untilThen(connection: Connection, usableUntil: Instant): Settlement<Claim> {
  const result = { kind: 'lost', usableUntil } as const;
  const isScheduled = connection.keepAliveAt === usableUntil;
  return isScheduled ? { result } : { result, connection: { ...connection, keepAliveAt: usableUntil } };
}

const REASONS = {
  lost: {
    code: 'connection/outcome-unknown',
    message:
      'A renewal of the token was sent and its outcome is unknown; the refresh token is not sent a second time. Connect again.',
  },
  refused: {
    code: 'oauth/grant-refused',
    message: 'The provider no longer accepts the refresh token (invalid_grant). Connect again.',
  },
  ended: {
    code: 'connection/reconnect-required',
    message: 'The token has ended and there is no refresh token to renew it with. Connect again.',
  },
} as const satisfies Record<string, { readonly code: ProblemCode; readonly message: string }>;

/** The record says that a person has to connect again. What is known of a redemption stays, for its holder may come back. */
export function mustReconnect(
  { connection, credential, now }: LockedConnection,
  why: keyof typeof REASONS,
): Settlement<Claim> {
  const { code, message } = REASONS[why];
  const { keepAliveAt: _, retryAt: __, ...rest } = connection;
  return {
    result: { kind: 'ended' },
    connection: { ...rest, failures: connection.failures + 1, lastFailure: code },
    record: {
      ...changed(credential, now),
      status: 'reconnect_required',
      errors: [{ path: '/secrets/refreshToken', message }],
    },
    audit: { action: 'connection.reconnect-required', details: { reason: code } },
  };
}

/** A change that others are told of: the next version of the record. */
export function changed(credential: Credential, now: Instant): TokenChange {
  const { secrets, version } = credential;
  return { secrets, version: version + 1, updatedAt: now, updatedBy: 'keyward' };
}

/** Tokens as they were given, sealed for the record that they were asked for. */
export interface NewTokens {
  /** Versions of the sealed tokens, by field; a refresh token that stays in force keeps its own. */
  readonly secrets: Readonly<Record<string, number>>;
  readonly obtainedAt: Instant;
  readonly accessExpiresAt: Instant | undefined;
  /** Where the server said what was granted. */
  readonly scope: string | undefined;
  /** When the schedule looks at it next. */
  readonly keepAliveAt: Instant | undefined;
}

/** Of a redemption that was sent. */
export interface Sent {
  readonly holder: string;
  /** As claimed. */
  readonly redeeming: number;
  readonly reason: RefreshReason;
  /** Versions of the tokens that were opened for it. */
  readonly secrets: Readonly<Record<string, number>>;
}

/** `kept`: stored, or it was already; `superseded`: others are there by now, or the record is gone. */
export type Kept = 'kept' | 'superseded';

/** Whether it is still this redemption that counts: whoever has replaced the tokens has ended it. */
export function isStill({ connection, credential }: LockedConnection, { holder, redeeming, secrets }: Sent): boolean {
  const isHolder = connection.lease?.holder === holder && connection.redeeming === redeeming;
  return isHolder && credential.deletedAt === undefined && isDeepStrictEqual(credential.secrets, secrets);
}

/**
 * Takes an answer in, however late: while the holder and the tokens are those of the redemption, nothing else can have been
 * done with the token, and its successor is the only good one there is.
 */
export function judgeAnswer(locked: LockedConnection, sent: Sent, tokens: NewTokens): Settlement<Kept> {
  const { connection, credential, now } = locked;
  if (isOwn(locked, tokens)) return { result: 'kept' };
  if (!isStill(locked, sent)) return { result: 'superseded' };
  const { organisationId, credentialId, configurationId, grant } = connection;
  return {
    result: 'kept',
    connection: {
      ...{ organisationId, credentialId, configurationId, grant, failures: 0 },
      obtainedAt: tokens.obtainedAt,
      ...(tokens.accessExpiresAt !== undefined && { accessExpiresAt: tokens.accessExpiresAt }),
      ...(tokens.keepAliveAt !== undefined && { keepAliveAt: tokens.keepAliveAt }),
    },
    ...recordOf(credential, tokens, now),
  };
}

/** A commit whose outcome was unknown is done again: what it finds is its own. */
function isOwn({ connection, credential }: LockedConnection, { secrets, obtainedAt }: NewTokens): boolean {
  const hasNone = connection.lease === undefined && connection.redeeming === undefined;
  return hasNone && connection.obtainedAt === obtainedAt && isDeepStrictEqual(credential.secrets, secrets);
}

/** A plain renewal leaves the version of the record; another scope, or a return to life, is told. */
function recordOf(
  credential: Credential,
  { secrets, scope }: NewTokens,
  now: Instant,
): Pick<Settlement<Kept>, 'record' | 'audit'> {
  const former = credential.fields.scope;
  const isOtherScope = scope !== undefined && !isSameScope(former, scope);
  const isRevived = credential.status === 'reconnect_required';
  if (!isOtherScope && !isRevived) return { record: { secrets } };
  const details = { ...(isRevived && { status: 'valid' }), ...(isOtherScope && { scope: { former, now: scope } }) };
  return {
    record: {
      ...changed(credential, now),
      secrets,
      ...(isRevived && { status: 'valid', errors: [] }),
      ...(isOtherScope && { fields: { ...credential.fields, scope } }),
    },
    audit: { action: isRevived ? 'connection.recovered' : 'connection.scope-changed', details },
  };
}

/** Scopes have no order (RFC 6749, section 3.3). */
function isSameScope(one: string | undefined, other: string): boolean {
  const sorted = (scope: string): string[] => scope.split(' ').filter(Boolean).sort();
  return one !== undefined && isDeepStrictEqual(sorted(one), sorted(other));
}

/** What could not even be opened is looked at again later, and does not stand in the way of others. */
export function judgePostponed({ connection, now }: LockedConnection): Settlement<true> {
  return { result: true, connection: { ...connection, keepAliveAt: now + IDLE_RETRY_MS } };
}
