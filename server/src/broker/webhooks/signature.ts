/**
 * Signatures of Standard Webhooks: an HMAC over the id, the time and the bytes that are sent.
 *
 *     webhook-signature: v1,base64( HMAC-SHA256( secret, id "." seconds "." body ) )   one a secret, blanks between them
 *     secret: "whsec_" base64( 24 to 64 bytes )
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { createHmac } from 'node:crypto';

const SECRET = /^(?:whsec_)?([A-Za-z0-9+/]+={0,2})$/;
const [FEWEST_BYTES, MOST_BYTES] = [24, 64];

/**
 * The key of a signing secret; its own bytes, to be wiped by who asked.
 *
 * @returns undefined for what is none
 */
export function webhookKey(secret: Buffer): Buffer | undefined {
  const [, base64] = SECRET.exec(secret.toString('latin1')) ?? [];
  const key = Buffer.from(base64 ?? '', 'base64');
  if (key.length >= FEWEST_BYTES && key.length <= MOST_BYTES) return key;
  key.fill(0);
  return undefined;
}

/** What is signed. */
export interface SignedMessage {
  /** Of the event: the same in every attempt. */
  readonly id: string;
  /** Of this attempt, in seconds. */
  readonly seconds: number;
  readonly body: string;
}

/** The value of `webhook-signature`; the first key is the newest. */
export function signWebhook(keys: readonly Buffer[], { id, seconds, body }: SignedMessage): string {
  const sign = (key: Buffer) => createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return keys.map((key) => `v1,${sign(key)}`).join(' ');
}
