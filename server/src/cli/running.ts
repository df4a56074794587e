/** What `keyward serve` leaves running. */
import type { Secret } from '../domain/secret.ts';

/** What runs, and where. */
export interface Running {
  /** Undefined where this process runs no such plane. */
  readonly controlUrl?: string;
  readonly brokerUrl?: string;
  /** Of a first start: shown once. */
  readonly ownerToken?: Secret<string>;
  /** The token of the link for the first person; of a first start. */
  readonly setUpLink?: Secret<string>;
  close(): Promise<void>;
}
