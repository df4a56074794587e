/**
 * When the memory of a secret may be wiped: once it is retired and nobody uses it any more. A request that is under way
 * goes on with what it began with, however the credential was changed, deleted or pushed out of the cache meanwhile.
 *
 *     hold ──► in use ──► release        retire, then no user left ──► wiped, once
 */
export class HeldMemory {
  readonly #wipe: () => void;
  #users = 0;
  #isRetired = false;
  #isWiped = false;

  /** @param wipe - Called once, when nobody can use the memory any more. */
  constructor(wipe: () => void) {
    this.#wipe = wipe;
  }

  /** Begins a use: in the same turn of the event loop in which the memory came out of the cache. */
  hold(): void {
    this.#users++;
  }

  /** Ends one use. */
  release(): void {
    this.#users--;
    this.#wipeUnused();
  }

  /** Nobody new will come by it. Whoever has it from a shared fill holds it in this turn of the event loop at the latest. */
  retire(): void {
    if (this.#isRetired) return;
    this.#isRetired = true;
    setImmediate(() => this.#wipeUnused());
  }

  #wipeUnused(): void {
    if (!this.#isRetired || this.#users > 0 || this.#isWiped) return;
    this.#isWiped = true;
    this.#wipe();
  }
}
