/** What commands say of webhooks. */
import type { KeywardClient } from '@keyward/sdk';

/** Types of events, as the API takes them; it refuses what is none. */
export type EventTypes = NonNullable<Parameters<KeywardClient['webhooks']['create']>[0]['eventTypes']>;

/** The secret, where one was made. */
export function secretText(secret: string | undefined): string {
  return secret === undefined ? '' : `\nIts secret is shown this once:\n${secret}`;
}
