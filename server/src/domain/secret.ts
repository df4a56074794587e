/**
 * A value that prints, logs and serialises as `[redacted]`. Only `reveal()` hands it out, so that a search for that word
 * finds every place where a secret is read.
 */
import { inspect } from 'node:util';

/** Shorter secrets would mask ordinary text: answers are not searched for them. In bytes. */
export const SHORTEST_SEARCHED = 8;

const REDACTED = '[redacted]';

/** Holds a secret; the value is reachable through `reveal()` alone. */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself. Call it where the value is used, never to pass it on. */
  reveal(): T {
    return this.#value;
  }

  /** Fills bytes with zeros, for every holder of them. Text stays: JavaScript cannot change a string. */
  wipe(): void {
    if (this.#value instanceof Uint8Array) this.#value.fill(0);
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
