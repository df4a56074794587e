/**
 * Records refusals without letting whoever is refused fill the log: the first of a kind at once, its repetitions as one
 * entry a minute with their number. Both planes record through this; what it holds back lies in memory and is bounded.
 */
import type { Clock, Instant } from '../domain/instant.ts';
import type { ProblemCode } from '../domain/problem.ts';
import type { Store } from '../store/store.ts';
import { type AuditEntry, appendAudit, appendAudits } from './append.ts';

/** Something refused. Of one kind with another under the same actor, action, code and subject. */
export interface Refusal extends Omit<AuditEntry, 'outcome'> {
  readonly code: ProblemCode;
}

/** What the log works with. */
export interface RefusalLogParts {
  readonly store: Pick<Store, 'transaction'>;
  readonly clock: Clock;
  /** Gets what fails in the background; repetitions are kept then for the next attempt. */
  readonly onError: (error: unknown) => void;
}

/** A log of refusals; one a plane. */
export interface RefusalLog {
  /**
   * Resolves once the refusal is committed or, as a repetition, counted.
   *
   * @throws Problem `store/unavailable`
   */
  record(refusal: Refusal): Promise<void>;
  /** Writes what is due: of each kind, after a minute, one entry with `details.repeated`. Runs by itself. */
  flush(): Promise<void>;
  /** Writes all that is counted and ends. */
  close(): Promise<void>;
}

const WINDOW_MS = 60_000;
const FLUSH_MS = 5000;
/** Refusals of one actor that differ in nothing but the subject are of one kind from here on: it may be making them up. */
const MOST_SUBJECTS = 200;

interface Window {
  latest: Refusal;
  repeated: number;
  since: Instant;
  readonly actor: string;
  readonly hasSubject: boolean;
}

class WindowedRefusals implements RefusalLog {
  readonly #parts: RefusalLogParts;
  readonly #windows = new Map<string, Window>();
  readonly #subjectsOf = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(parts: RefusalLogParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => {
      this.flush().catch(parts.onError);
    }, FLUSH_MS).unref();
  }

  async record(refusal: Refusal): Promise<void> {
    const { store, clock } = this.#parts;
    const [key, window] = this.#windowOf(this.#folded(refusal));
    if (this.#windows.has(key)) {
      window.repeated += 1;
      return;
    }
    this.#open(key, window);
    try {
      await store.transaction((tx) => appendAudit(tx, { ...window.latest, outcome: 'refused' }, clock()));
    } catch (error) {
      this.#close(key, window);
      throw error;
    }
  }

  async flush(): Promise<void> {
    const now = this.#parts.clock();
    await this.#write((window) => Math.abs(now - window.since) >= WINDOW_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#write(() => true);
  }

  /** The refusal, or the same without its subject where the actor has named too many. */
  #folded(refusal: Refusal): Refusal {
    if (refusal.subject === undefined && refusal.subjectKey === undefined) return refusal;
    const isKnown = this.#windows.has(keyOf(refusal));
    if (isKnown || (this.#subjectsOf.get(actorOf(refusal)) ?? 0) < MOST_SUBJECTS) return refusal;
    const { subject: _, subjectKey: __, details: ___, ...kind } = refusal;
    return kind;
  }

  #windowOf(refusal: Refusal): [string, Window] {
    const key = keyOf(refusal);
    const known = this.#windows.get(key);
    const hasSubject = refusal.subject !== undefined || refusal.subjectKey !== undefined;
    const fresh = { repeated: 0, since: this.#parts.clock(), actor: actorOf(refusal), hasSubject };
    const window: Window = known ?? { ...fresh, latest: refusal };
    window.latest = refusal;
    return [key, window];
  }

  #open(key: string, window: Window): void {
    this.#windows.set(key, window);
    if (window.hasSubject) this.#subjectsOf.set(window.actor, (this.#subjectsOf.get(window.actor) ?? 0) + 1);
  }

  #close(key: string, { actor, hasSubject }: Window): void {
    this.#windows.delete(key);
    if (!hasSubject) return;
    const left = (this.#subjectsOf.get(actor) ?? 1) - 1;
    if (left === 0) this.#subjectsOf.delete(actor);
    else this.#subjectsOf.set(actor, left);
  }

  /** Windows without repetitions end; the others begin anew, so that a flood goes on as one entry a minute. */
  async #write(isDue: (window: Window) => boolean): Promise<void> {
    const { store, clock } = this.#parts;
    const due = [...this.#windows].filter(([, window]) => isDue(window));
    for (const [key, window] of due) if (window.repeated === 0) this.#close(key, window);
    const counted = due.filter(([, { repeated }]) => repeated > 0);
    for (let from = 0; from < counted.length; from += MOST_SUBJECTS) {
      const some = counted.slice(from, from + MOST_SUBJECTS).map(([, window]) => ({ window, count: window.repeated }));
      const entries = some.map(({ window, count }) => repetitionOf(window.latest, count));
      await store.transaction((tx) => appendAudits(tx, entries, clock()));
      for (const { window, count } of some) {
        window.repeated -= count;
        window.since = clock();
      }
    }
  }
}

function repetitionOf(refusal: Refusal, repeated: number): AuditEntry {
  return { ...refusal, outcome: 'refused', details: { ...refusal.details, repeated } };
}

function actorOf({ organisationId, actor }: Refusal): string {
  return `${organisationId}\n${actor}`;
}

function keyOf(refusal: Refusal): string {
  const { action, code, subject = '', subjectKey = '' } = refusal;
  return JSON.stringify([actorOf(refusal), action, code, subject, subjectKey]);
}

/** Starts a log; close it before the store. */
export function createRefusalLog(parts: RefusalLogParts): RefusalLog {
  return new WindowedRefusals(parts);
}
