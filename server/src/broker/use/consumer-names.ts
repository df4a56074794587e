/**
 * Bounds how many consumers a credential's statistics may tell apart: a caller makes the names up, and each costs a row.
 * Of each credential the first thousand of an hour count under their names, the rest as one.
 */
import type { Instant } from '../../domain/instant.ts';

/** Stands for the consumers past the limit; no caller can name it. */
const OTHER_CONSUMERS = '(other)';

const MOST_OF_A_CREDENTIAL = 1000;
const MOST_OF_ALL = 100_000;

/** The names of one hour, in one process. */
export class ConsumerNames {
  #hour: Instant = 0;
  #count = 0;
  readonly #ofCredential = new Map<string, Set<string>>();

  /**
   * Whether the name was seen with the credential in this hour.
   *
   * @param credential - Unique in the installation, which a credential's id is not.
   */
  has(credential: string, consumer: string, hour: Instant): boolean {
    return this.#hour === hour && this.#ofCredential.get(credential)?.has(consumer) === true;
  }

  /** @returns the name to count under */
  add(credential: string, consumer: string, hour: Instant): string {
    if (this.#hour !== hour) this.#begin(hour);
    let names = this.#ofCredential.get(credential);
    if (names === undefined) {
      names = new Set();
      this.#ofCredential.set(credential, names);
    }
    if (names.has(consumer)) return consumer;
    if (names.size >= MOST_OF_A_CREDENTIAL || this.#count >= MOST_OF_ALL) return OTHER_CONSUMERS;
    names.add(consumer);
    this.#count += 1;
    return consumer;
  }

  #begin(hour: Instant): void {
    this.#hour = hour;
    this.#count = 0;
    this.#ofCredential.clear();
  }
}
