/** What `keyward serve` leaves running. */
import type { Secret } from '../domain/secret.ts';

/** What runs, and where. */
export interface Running {
  /** Undefined where this process runs no such plane. */
  readonly controlUrl?: string;
  readonly brokerUrl?: string;
  /** Of a first start: shown once. */
  readonly ownerToken?: Secret<string>;
  close(): Promise<void>;
}
