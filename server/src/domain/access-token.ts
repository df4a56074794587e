/**
 * Access tokens: what a caller shows to Keyward. 256 random bits behind `kw_`; only their SHA-256 is stored.
 */
import { randomBytes } from 'node:crypto';
import { sha256 } from './encoding.ts';
import type { Grant, Role } from './grant.ts';
import type { Instant } from './instant.ts';

/** A token's record; the token itself is shown once and kept nowhere. */
export interface AccessToken {
  readonly organisationId: string;
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the token. */
  readonly hash: Uint8Array;
  readonly role?: Role;
  readonly grants: readonly Grant[];
  readonly expiresAt?: Instant;
  /** The broker's HMAC over all of the above; absent while pending and after revocation. */
  readonly witness?: Uint8Array;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly lastUsedAt?: Instant;
  readonly revokedAt?: Instant;
}

/** Who acts, as the broker has authenticated them. Holds no secret. */
export interface Principal {
  readonly organisationId: string;
  readonly tokenId: string;
  readonly role?: Role;
  readonly grants: readonly Grant[];
}

const TOKEN = /^kw_[A-Za-z0-9_-]{43}$/;

/** A new token of 256 random bits: `kw_` and 43 characters of base64url. */
export function newAccessToken(): string {
  return `kw_${randomBytes(32).toString('base64url')}`;
}

/** Whether the text has the form of a token; says nothing about its validity. */
export function isAccessToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The stored form of a token. 256 random bits need no slow hash. */
export function hashAccessToken(token: string): Buffer {
  return sha256(token);
}
