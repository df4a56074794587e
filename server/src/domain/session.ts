/**
 * Sessions of people: what a browser shows in its cookie. 256 random bits behind `kws_`; only their SHA-256 is stored. A
 * session manages as its person may, and uses nothing.
 */
import { randomBytes } from 'node:crypto';
import type { Instant } from './instant.ts';
import type { SessionOrigin } from './sign-on.ts';

/** A session's record; its token is in the cookie and nowhere else. */
export interface Session {
  readonly id: string;
  readonly personId: string;
  /** SHA-256 of the token. */
  readonly hash: Uint8Array;
  /** The person's at the sign-in: another one ends the session. */
  readonly epoch: number;
  readonly createdAt: Instant;
  /** When it ends, however much it is used. */
  readonly expiresAt: Instant;
  /** When it was used last, to the minute. Not witnessed: whoever writes it prolongs an idle session, never beyond `expiresAt`. */
  readonly seenAt: Instant;
  /** IP address of the sign-in. */
  readonly address?: string;
  /** User-Agent of the sign-in, for its person to know it again. */
  readonly agent?: string;
  /** Of a sign-in by an identity provider. */
  readonly origin?: SessionOrigin;
  readonly witness?: Uint8Array;
}

/** A session that is not used for so long is over. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
/** A session is over after so long in any case. */
export const SESSION_LIFE_MS = 7 * 86_400_000;

const SESSION_TOKEN = /^kws_[A-Za-z0-9_-]{43}$/;
const LINK_TOKEN = /^kwi_[A-Za-z0-9_-]{43}$/;

/** A new session's token of 256 random bits: `kws_` and 43 characters of base64url. */
export function newSessionToken(): string {
  return `kws_${randomBytes(32).toString('base64url')}`;
}

/** Whether the text has the form of a session's token; says nothing about its validity. */
export function isSessionToken(text: string): boolean {
  return SESSION_TOKEN.test(text);
}

/** A new one-time link's token: `kwi_` and 43 characters of base64url. */
export function newLinkToken(): string {
  return `kwi_${randomBytes(32).toString('base64url')}`;
}

/** Whether the text has the form of a one-time link's token. */
export function isLinkToken(text: string): boolean {
  return LINK_TOKEN.test(text);
}
