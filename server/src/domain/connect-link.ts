/**
 * Connect links: a page for somebody who has no account, who may store one credential, once. What a link confers is its
 * definition, which the broker vouches for; the link itself is shown once, and only its SHA-256 is stored.
 */
import { randomBytes } from 'node:crypto';
import { sha256 } from './encoding.ts';
import type { Instant } from './instant.ts';
import { type Policy, type PolicyPart, policyParts } from './policy.ts';

/** What the witness covers: whoever edits any of it in the database has a link that opens nothing. */
export interface ConnectLinkDefinition {
  /** The one credential whose secrets it takes; of one that is to be made, the id that it will have. */
  readonly credentialId: string;
  /** Whether the credential is there already and is filled in; else it is made. */
  readonly isFilled: boolean;
  /** Whether it leads to a consent at an authorisation server, and takes no values. */
  readonly isConsent?: true;
  /** Whether its connection was made with it, and for it alone: it goes again where the link ends unused. */
  readonly isMade?: true;
  /** As given or derived; a derived one gives way to a number behind it. */
  readonly key: string;
  readonly isKeyDerived: boolean;
  /** The empty string: the organisation's own. */
  readonly solutionId: string;
  readonly type: string;
  readonly provider?: string;
  /** Names of the fields that the page asks for. */
  readonly asks: readonly string[];
  /** Whether it asks for a base URL too: of a provider that people install themselves. */
  readonly asksBaseUrl: boolean;
  /** Members of the write that are fixed: name, labels, plain fields … */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** The policy that secrets are sealed with, as far as it is known without what the page asks for. */
  readonly policy: Policy;
  /** Parts of the policy that follow from what the page asks for. */
  readonly open: readonly PolicyPart[];
  readonly verify: 'enforce' | 'skip';
  /** Where the browser goes when it is done; its origin was permitted when the link was made. */
  readonly returnUrl?: string;
  readonly expiresAt: Instant;
}

/** A link as it is stored. */
export interface ConnectLink {
  readonly organisationId: string;
  readonly id: string;
  /** SHA-256 of the token in its address. */
  readonly hash: Uint8Array;
  /** The text that is witnessed. */
  readonly definition: string;
  /** The broker's HMAC; absent while pending and once the link has ended. */
  readonly witness?: Uint8Array;
  /** How often somebody has handed in values. */
  readonly tries: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly usedAt?: Instant;
  readonly revokedAt?: Instant;
}

/** So often values may be handed in through one link. */
export const MOST_TRIES = 10;
/** Thirty days. */
export const LONGEST_LIFE_SECONDS = 30 * 24 * 3600;

const TOKEN = /^kwl_[A-Za-z0-9_-]{43}$/;

/** A new token of a link, 256 random bits: `kwl_` and 43 characters of base64url. */
export function newConnectLinkToken(): string {
  return `kwl_${randomBytes(32).toString('base64url')}`;
}

/** Whether the text has the form of a link's token; never that of an access token. */
export function isConnectLinkToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The stored form of a link's token. */
export function hashConnectLinkToken(token: string): Buffer {
  return sha256(token);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isTextOrAbsent = (value: unknown) => value === undefined || isText(value);

/** Reads a definition; undefined for a text that is none, which somebody must have written past Keyward. */
export function readConnectLink(text: string): ConnectLinkDefinition | undefined {
  try {
    const value = JSON.parse(text) as ConnectLinkDefinition;
    const { credentialId, key, solutionId, type, provider, asks, fixed, policy, open, expiresAt, returnUrl } = value;
    const isWhole =
      [credentialId, key, solutionId, type].every(isText) &&
      [provider, returnUrl].every(isTextOrAbsent) &&
      isTexts(asks) &&
      isTexts(open) &&
      open.every((part) => policyParts.includes(part)) &&
      [fixed, policy].every(isObject);
    return isWhole && Number.isSafeInteger(expiresAt) ? value : undefined;
  } catch {
    // JSON.parse quotes its input in its error, which therefore goes no further.
    return undefined;
  }
}
