/**
 * What is known of uses and not yet written: sums, log rows and last uses of half a second, in memory that is bounded.
 * A batch that cannot be written is kept and tried again while the next one fills; it is never mixed with that, so that
 * it can be told to have been written already.
 */
import type { Instant } from '../../domain/instant.ts';
import { hourOf, newTally, type UseSubject, type UseTally } from '../../domain/use.ts';
import type { LastUse } from '../../store/last-used.ts';
import type { LoggedRequest } from '../../store/request-log.ts';

/** Uses admitted and not yet written, of all batches. */
const MOST_USES = 50_000;
/** Log rows of a batch: they may be dropped, uses may not. */
const MOST_REQUESTS = 20_000;

/** What one transaction writes. */
export interface UseBatch {
  /** Rises with each batch of the process. */
  readonly sequence: number;
  readonly tallies: Map<string, UseTally>;
  readonly credentials: Map<string, LastUse>;
  readonly tokens: Map<string, LastUse>;
  readonly requests: LoggedRequest[];
  /** How many uses were admitted in it. */
  uses: number;
  /** Log rows that found no room. */
  dropped: number;
  /** When the first use was admitted, by the steady counter. */
  since: number | undefined;
}

function newBatch(sequence: number): UseBatch {
  return {
    ...{ sequence, tallies: new Map(), credentials: new Map(), tokens: new Map(), requests: [] },
    ...{ uses: 0, dropped: 0, since: undefined },
  };
}

/** Gathers; knows nothing of the store. */
export class UseBuffer {
  #open = newBatch(1);
  #writing: UseBatch | undefined;

  /** Log rows that found no room, of all batches. */
  dropped = 0;
  /** The most uses that may be pending. */
  readonly capacity = MOST_USES;

  /** Uses admitted and not yet written. */
  get pending(): number {
    return this.#open.uses + (this.#writing?.uses ?? 0);
  }

  /** Whether another use finds room. */
  get hasRoom(): boolean {
    return this.pending < MOST_USES;
  }

  /** When the oldest use that is not written was admitted, by the steady counter; undefined where all are written. */
  get oldest(): number | undefined {
    return this.#writing?.since ?? this.#open.since;
  }

  /** Counts a use that is let through. */
  admit(subject: UseSubject, at: Instant, counter: number): void {
    const tally = this.tallyOf(subject, at);
    tally.count += 1;
    if (at > tally.lastUsedAt) tally.lastUsedAt = at;
    this.#open.uses += 1;
    this.#open.since ??= counter;
    const { organisationId, credentialId: id } = subject;
    // A client may choose a credential's id: it is unique in the organisation alone.
    this.#open.credentials.set(`${organisationId}\n${id}`, { organisationId, id, at });
  }

  /** The sums of the subject in the hour of the instant, to be added to at once and not kept. */
  tallyOf(subject: UseSubject, at: Instant): UseTally {
    const { organisationId, credentialId, tokenId, consumer, origin } = subject;
    const key = `${organisationId}\n${credentialId}\n${tokenId}\n${consumer}\n${origin}\n${hourOf(at)}`;
    const known = this.#open.tallies.get(key);
    if (known) return known;
    const fresh = newTally(subject, at);
    this.#open.tallies.set(key, fresh);
    return fresh;
  }

  noteToken(organisationId: string, id: string, at: Instant): void {
    this.#open.tokens.set(id, { organisationId, id, at });
  }

  log(request: LoggedRequest): void {
    if (this.#open.requests.length < MOST_REQUESTS) this.#open.requests.push(request);
    else this.drop(this.#open, 1);
  }

  /** Counts log rows that a batch leaves out. */
  drop(batch: UseBatch, rows: number): void {
    batch.dropped += rows;
    this.dropped += rows;
  }

  /** The batch to write next: the one that failed, else what was gathered, else none. */
  take(): UseBatch | undefined {
    if (this.#writing) return this.#writing;
    const { tallies, credentials, tokens, requests, sequence } = this.#open;
    if (tallies.size + credentials.size + tokens.size + requests.length === 0) return undefined;
    this.#writing = this.#open;
    this.#open = newBatch(sequence + 1);
    return this.#writing;
  }

  /** Forgets the batch that was taken last. */
  written(): void {
    this.#writing = undefined;
  }
}
