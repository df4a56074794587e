/**
 * Webhooks: where events are sent, what of a webhook the broker vouches for, and when what failed is tried again. The
 * secret that signs is a credential; a webhook only names it.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import type { EventType } from './event.ts';
import type { Instant } from './instant.ts';
import { type Origin, parseOrigin } from './origin.ts';
import { Problem } from './problem.ts';

/** How a policy permits its secret to sign webhooks; no request of the broker places anything there. */
export const WEBHOOK_PLACEMENT = 'signer:standard-webhooks';

/** The secret that signed before, and until when it still does. */
export interface PreviousSecret {
  readonly credentialId: string;
  readonly until: Instant;
}

/** What the witness covers: whoever edits any of it in the database has a webhook that is sent nothing. */
export interface WebhookDefinition {
  readonly url: string;
  /** Absent: all. */
  readonly eventTypes?: readonly EventType[];
  /** Absent: of every solution and of the organisation; the empty string: of what is the organisation's own. */
  readonly solutionId?: string;
  /** The credential whose secret signs. */
  readonly credentialId: string;
  readonly previous?: PreviousSecret;
}

/** A webhook as it is stored. */
export interface Webhook {
  readonly organisationId: string;
  readonly id: string;
  readonly description?: string;
  readonly definition: WebhookDefinition;
  readonly isActive: boolean;
  /** Why Keyward ended it. */
  readonly disabledReason?: DisabledReason;
  readonly failingSince?: Instant;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly updatedAt: Instant;
  readonly updatedBy: string;
}

/** `failing`: nothing succeeded for five days. `gone`: the endpoint answered 410. */
export type DisabledReason = 'failing' | 'gone';

const LONGEST_URL = 2048;

/**
 * The target of a webhook.
 *
 * @param text - `https://…`, or `http://` on loopback; a path and a query may follow, neither of them secret.
 * @throws Problem `webhook/url-invalid`
 */
export function parseWebhookUrl(text: string): string {
  const url = text.length > LONGEST_URL || /[\\\s\u0000-\u001f\u007f]/.test(text) ? null : URL.parse(text);
  try {
    // The origin has to be one that a policy can name.
    const isSound = url !== null && url.username === '' && url.password === '' && !/[@#]/.test(text);
    if (isSound && parseOrigin(url.origin) === url.origin) return url.href;
  } catch {
    // Says what is wrong with an origin, and not with this.
  }
  throw new Problem('webhook/url-invalid');
}

/** The origin that the signing secret has to be permitted for. */
export function webhookOrigin({ url }: WebhookDefinition): Origin {
  return new URL(url).origin;
}

/** The text that is stored and witnessed; in one order of members. */
export function writeDefinition(definition: WebhookDefinition): string {
  const { url, eventTypes, solutionId, credentialId, previous } = definition;
  return JSON.stringify({ url, eventTypes, solutionId, credentialId, previous });
}

/** Reads a definition; undefined for a text that is none, which somebody must have written past Keyward. */
export function readDefinition(text: string): WebhookDefinition | undefined {
  try {
    const value = JSON.parse(text) as WebhookDefinition;
    const { url, credentialId, previous, solutionId, eventTypes } = value;
    const isWhole = [url, credentialId, solutionId ?? '', previous?.credentialId ?? ''].every(
      (member) => typeof member === 'string',
    );
    const hasTypes = eventTypes === undefined || Array.isArray(eventTypes);
    const hasUntil = previous === undefined || Number.isSafeInteger(previous.until);
    return isWhole && hasTypes && hasUntil && parseWebhookUrl(url) === url ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the webhook is told of such an event. */
export function wants(
  { eventTypes, solutionId }: WebhookDefinition,
  event: { readonly type: string; readonly solutionId: string },
): boolean {
  const isNamed = eventTypes === undefined || eventTypes.some((type) => type === event.type);
  return isNamed && (solutionId === undefined || solutionId === event.solutionId);
}

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000];

/** Between two attempts of one delivery; after the last of these it is dead. Some 57 hours together. */
const RETRY_MS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 12 * HOUR, 24 * HOUR];
/** How long an endpoint is left alone after so many failures in a row, whatever else waits for it. */
const PAUSE_MS = [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE];
/** No success for so long ends a webhook. */
export const DISABLE_AFTER_MS = 5 * 24 * HOUR;

/** A fifth more or less, so that what failed together does not come again together. */
function withJitter(ms: number, random: () => number): number {
  return Math.round(ms * (0.8 + 0.4 * random()));
}

/**
 * How long to wait before the next attempt.
 *
 * @param attempts - How many have failed.
 * @param random - 0 to 1.
 * @returns undefined where there is none
 */
export function retryDelay(attempts: number, random: () => number): number | undefined {
  const delay = RETRY_MS[attempts - 1];
  return delay === undefined ? undefined : withJitter(delay, random);
}

/** How long to leave an endpoint alone. @param failures - In a row, at least 1. */
export function pauseDelay(failures: number, random: () => number): number {
  return withJitter(PAUSE_MS[Math.min(failures, PAUSE_MS.length) - 1]!, random);
}
