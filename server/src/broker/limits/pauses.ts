/**
 * Upstreams that have answered 429, or 503, with `Retry-After`: until then no request with that credential goes to that
 * origin. After it all go. Each node learns it from its own answers; what it has learned is written down to be shown.
 *
 * @see RFC 9110, section 10.2.3; RFC 6585, section 4
 */
import { LRUCache } from 'lru-cache';
import type { Credential } from '../../domain/credential.ts';
import type { Clock } from '../../domain/instant.ts';
import type { UpstreamPause } from '../../domain/limits.ts';
import { Problem } from '../../domain/problem.ts';
import { retryAfterMs } from './retry-after.ts';

/** Whatever the upstream says: a wrong clock there must not stop a credential for long. */
const LONGEST_MS = 10 * 60_000;
const ORIGINS = 10_000;

export interface PausesOptions {
  /** Database time. */
  readonly clock: Clock;
  /** Milliseconds that only rise; by default the process's own. */
  readonly counter?: () => number;
  /** Gets each pause once, as it begins or grows. */
  readonly onPause: (pause: UpstreamPause) => void;
}

/** One upstream as one credential uses it. */
interface Place {
  readonly credential: Credential;
  readonly origin: string;
}

export class Pauses {
  readonly #options: PausesOptions;
  readonly #counter: () => number;
  /** When each ends, by the counter. */
  readonly #ends = new LRUCache<string, number>({ max: ORIGINS });

  constructor(options: PausesOptions) {
    this.#options = options;
    this.#counter = options.counter ?? (() => performance.now());
  }

  /** @throws Problem `upstream/rate-limited` where the upstream has asked for a pause that is not over */
  assertNone(place: Place): void {
    if (this.#ends.size === 0 || place.credential.limits?.respectRetryAfter === false) return;
    const key = keyOf(place);
    const end = this.#ends.get(key);
    if (end === undefined) return;
    const left = end - this.#counter();
    if (left > 0) throw new Problem('upstream/rate-limited', { retryAfterMs: left });
    this.#ends.delete(key);
  }

  /** Looks at an answer. @param rawHeaders - Names and values in turn. */
  note(place: Place, status: number, rawHeaders: readonly string[]): void {
    if (status !== 429 && status !== 503) return;
    const { clock, onPause } = this.#options;
    const asked = retryAfterMs(rawHeaders, clock());
    if (asked === undefined || place.credential.limits?.respectRetryAfter === false) return;
    const ms = Math.min(asked, LONGEST_MS);
    const end = this.#counter() + ms;
    const key = keyOf(place);
    // Requests that were under way together are answered together: the longest counts.
    if (end <= (this.#ends.get(key) ?? 0)) return;
    this.#ends.set(key, end);
    const { organisationId, id: credentialId } = place.credential;
    onPause({ organisationId, credentialId, origin: place.origin, until: clock() + ms });
  }
}

function keyOf({ credential: { organisationId, id }, origin }: Place): string {
  return `${organisationId}\n${id}\n${origin}`;
}
