/**
 * When a token is renewed, and until when it is used. Both are judged by the length of its life, so that a token of an hour
 * and one of ten seconds are renewed alike: late enough to cost little, early enough that nobody waits.
 *
 *     obtained ──────────────────────────────── due ───────── ended ─ expires
 *                                                └ a tenth, 5 min at most ┘
 *
 * Pure; no I/O.
 */
import type { Connection } from './connection.ts';
import type { Instant } from './instant.ts';

const MOST_AHEAD_MS = 5 * 60_000;
/** A request takes a while to get there, and clocks differ. */
const MOST_SPARED_MS = 5_000;

/** The token of an opened credential, as far as the hot path asks. */
export interface TokenLife {
  readonly organisationId: string;
  readonly credentialId: string;
  /** Material versions of the tokens, by field. */
  readonly secrets: Readonly<Record<string, number>>;
  readonly obtainedAt: Instant;
  /** As the authorization server tells it. */
  readonly expiresAt: Instant | undefined;
  /** Renewed from then on; Infinity for a token whose end is not told, or which nothing renews. */
  readonly dueAt: Instant;
  /** Used no more from then on; Infinity where that is not told. */
  readonly endsAt: Instant;
  /** Whether there is anything to renew it with. */
  readonly isRenewable: boolean;
}

type Told = Pick<Connection, 'accessExpiresAt' | 'obtainedAt'>;

/** When it is renewed; Infinity where the authorization server does not tell its end. */
export function dueAtOf({ accessExpiresAt, obtainedAt }: Told): Instant {
  if (accessExpiresAt === undefined) return Infinity;
  const lifeMs = Math.max(accessExpiresAt - obtainedAt, 0);
  return accessExpiresAt - Math.min(MOST_AHEAD_MS, lifeMs / 10);
}

/** Until when it is used; Infinity where the authorization server does not tell its end. */
export function endsAtOf({ accessExpiresAt, obtainedAt }: Told): Instant {
  if (accessExpiresAt === undefined) return Infinity;
  const lifeMs = Math.max(accessExpiresAt - obtainedAt, 0);
  return accessExpiresAt - Math.min(MOST_SPARED_MS, lifeMs / 20);
}

/** Whether there is anything to renew the token with: client credentials, or a refresh token. */
export function isRenewable({ grant }: Pick<Connection, 'grant'>, secrets: Readonly<Record<string, number>>): boolean {
  return grant === 'client_credentials' || secrets.refreshToken !== undefined;
}

/** @param secrets - Of the record that the connection belongs to. */
export function tokenLifeOf(connection: Connection, secrets: Readonly<Record<string, number>>): TokenLife {
  const { organisationId, credentialId, obtainedAt } = connection;
  const endsAt = endsAtOf(connection);
  const renewable = isRenewable(connection, secrets);
  // Of what cannot be renewed nothing is due before its end.
  const dueAt = renewable ? dueAtOf(connection) : endsAt;
  const expiresAt = connection.accessExpiresAt;
  return { organisationId, credentialId, secrets, obtainedAt, expiresAt, dueAt, endsAt, isRenewable: renewable };
}

/**
 * When it is renewed next, as far as anybody can say: where it is used, once it is due, and not before a pause is over; where
 * nobody uses it, when it is kept alive.
 *
 * @returns undefined where nothing renews it
 */
export function nextRenewalOf(connection: Connection, secrets: Readonly<Record<string, number>>): Instant | undefined {
  if (!isRenewable(connection, secrets)) return undefined;
  const { retryAt = 0, keepAliveAt = Infinity } = connection;
  const next = Math.min(Math.max(dueAtOf(connection), retryAt), Math.max(keepAliveAt, retryAt));
  return Number.isFinite(next) ? next : undefined;
}
