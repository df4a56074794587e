/**
 * Keeps the tokens of opened credentials good. A token that is good costs nothing; one whose end is near is renewed behind the
 * request; one that has ended is waited for, by all who need it together and for so long at most. One renewal a connection
 * is under way in a process, and by the lease one in all of them.
 */
import { LRUCache } from 'lru-cache';
import type { Clock, Instant } from '../../../domain/instant.ts';
import { Problem } from '../../../domain/problem.ts';
import type { TokenLife } from '../../../domain/token-life.ts';
import type { ConnectionName } from '../../../store/connections.ts';
import { problemOf, type Redeemed } from './redeem.ts';
import type { RefreshReason } from './rules.ts';

/** Connections of which something is remembered beside their renewals. */
const REMEMBERED = 10_000;
const FIRST_DENIAL_MS = 60_000;
const LONGEST_DENIAL_MS = 3_600_000;
/** A token that was refused so soon after it was given was not refused for its age. */
const YOUNG_MS = 10_000;
/** How often whoever waits for another node looks for itself, should it hear of nothing. */
const LOOK_MS = 500;

export interface KeeperParts {
  readonly clock: Clock;
  /** Renews, if it falls to this node. */
  readonly redeem: (name: ConnectionName, reason: RefreshReason) => Promise<Redeemed>;
  /** Whether the stored tokens are others than these by now. */
  readonly isReplaced: (life: TokenLife) => Promise<boolean>;
  /** Has the schedule look at it again later. */
  readonly postpone: (name: ConnectionName) => Promise<unknown>;
  /** Resolves when something of the credential has changed on any node, or after so long. */
  readonly changeOf: (credentialId: string, withinMs: number) => Promise<void>;
  /** Forgets what is opened of the credential. */
  readonly forget: (credentialId: string) => void;
  /** How long a caller waits at most. */
  readonly waitMs: number;
  readonly onError: (error: unknown, name: ConnectionName) => void;
}

interface Pause {
  readonly until: Instant;
  readonly problem: Problem;
}

interface Denial {
  readonly until: Instant;
  readonly pauseMs: number;
}

export class TokenKeeper {
  readonly #parts: KeeperParts;
  readonly #flights = new Map<string, Promise<Redeemed>>();
  readonly #pauses = new LRUCache<string, Pause>({ max: REMEMBERED });
  readonly #denials = new LRUCache<string, Denial>({ max: REMEMBERED });
  #isClosing = false;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** Renewals under way in this process. */
  get size(): number {
    return this.#flights.size;
  }

  /**
   * Sees that the token may be sent.
   *
   * @returns undefined where it may; else a promise that resolves when another one is stored: resolve the credential again
   * @throws Problem by the promise: `connection/reconnect-required`, `connection/refresh-pending`, why it could not be renewed
   */
  renew(life: TokenLife | undefined): Promise<void> | undefined {
    if (life === undefined) return undefined;
    const now = this.#parts.clock();
    if (now < life.dueAt) return undefined;
    if (now >= life.endsAt) return this.#await(life, 'due');
    if (life.isRenewable) this.#behind(life, 'due');
    return undefined;
  }

  /**
   * Whether a token that the API has refused may have been refused for its age, and there may be another one. It is then worth
   * to call `renewRefused`. One that is young, or was refused as soon as it was new a while ago, was not.
   */
  isWorthRenewing(life: TokenLife | undefined): life is TokenLife {
    if (!life?.isRenewable) return false;
    const now = this.#parts.clock();
    if (now - life.obtainedAt < YOUNG_MS) {
      this.noteDenied(life);
      return false;
    }
    const denial = this.#denials.get(keyOf(life));
    return denial === undefined || denial.until <= now;
  }

  /** Waits for another token than one that the API has refused. Where there is none, the API's refusal stands. */
  async renewRefused(life: TokenLife): Promise<void> {
    await this.#await(life, 'refused').catch((error: unknown) => this.#parts.onError(error, life));
  }

  /** The same behind a request that cannot be repeated. */
  renewRefusedBehind(life: TokenLife): void {
    this.#behind(life, 'refused');
  }

  /** The API refuses a token that is new: what it refuses is the request. For a while no token is renewed for that. */
  noteDenied(life: TokenLife): void {
    const key = keyOf(life);
    const now = this.#parts.clock();
    const former = this.#denials.get(key);
    if (former !== undefined && former.until > now) return;
    const pauseMs = former === undefined ? FIRST_DENIAL_MS : Math.min(2 * former.pauseMs, LONGEST_DENIAL_MS);
    this.#denials.set(key, { until: now + pauseMs, pauseMs });
  }

  /** Renews an idle connection, where its turn is; whatever comes of it. */
  async keepAlive(name: ConnectionName): Promise<void> {
    const { onError, postpone } = this.#parts;
    await this.#fly(name, 'idle').catch((error: unknown) => {
      onError(error, name);
      return this.#isClosing ? undefined : postpone(name);
    });
  }

  /** Something of the credential was changed, on whichever node: what came to nothing before says nothing any more. */
  heard(name: ConnectionName): void {
    this.#pauses.delete(keyOf(name));
  }

  /** Begins nothing any more, and waits for what is under way, which nobody else could end well. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#flights.values());
  }

  /** All who ask meanwhile get the same renewal. */
  #fly(name: ConnectionName, reason: RefreshReason): Promise<Redeemed> {
    const key = keyOf(name);
    const underWay = this.#flights.get(key);
    if (underWay) return underWay;
    if (this.#isClosing) return Promise.reject(new Problem('broker/stopping'));
    const flight = this.#parts
      .redeem(name, reason)
      .then((redeemed) => this.#note(name, redeemed))
      .finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  /** What is remembered of an outcome, so that not each request asks the store. */
  #note(name: ConnectionName, redeemed: Redeemed): Redeemed {
    const key = keyOf(name);
    if (redeemed.kind === 'paused') {
      this.#pauses.set(key, { until: redeemed.until, problem: problemOf(redeemed, this.#parts.clock()) });
    } else if (redeemed.kind === 'lost') {
      const problem = new Problem('connection/reconnect-required');
      this.#pauses.set(key, { until: redeemed.usableUntil, problem });
    } else {
      this.#pauses.delete(key);
      // What was opened is outdated, and the change that says so may yet have to come.
      if (redeemed.kind !== 'busy') this.#parts.forget(name.credentialId);
    }
    return redeemed;
  }

  #pauseOf(name: ConnectionName): Pause | undefined {
    const pause = this.#pauses.get(keyOf(name));
    return pause && pause.until > this.#parts.clock() ? pause : undefined;
  }

  #behind(life: TokenLife, reason: RefreshReason): void {
    if (this.#flights.has(keyOf(life)) || this.#pauseOf(life)) return;
    this.#fly(life, reason)
      .then((redeemed) => {
        // Another node is at it: it is not asked for again with each request.
        if (redeemed.kind === 'busy') this.#lookLater(life, redeemed.until);
      })
      .catch((error: unknown) => {
        // What cannot even be opened is not opened for each request either.
        this.#lookLater(life);
        this.#parts.onError(error, life);
      });
  }

  #lookLater(life: TokenLife, until: Instant = Infinity): void {
    const problem = new Problem('connection/refresh-pending', { retryAfterMs: LOOK_MS });
    this.#pauses.set(keyOf(life), { until: Math.min(until, this.#parts.clock() + LOOK_MS), problem });
  }

  async #await(life: TokenLife, reason: RefreshReason): Promise<void> {
    const { clock, isReplaced, changeOf, forget, waitMs } = this.#parts;
    const until = clock() + waitMs;
    while (clock() < until) {
      const pause = this.#pauseOf(life);
      if (pause && pause.problem.code !== 'connection/refresh-pending') throw pause.problem;
      const redeemed = await before(this.#fly(life, reason), until - clock());
      if (redeemed === undefined) break;
      if (redeemed.kind === 'renewed' || redeemed.kind === 'fresh') return;
      if (redeemed.kind === 'ended') return;
      if (redeemed.kind === 'paused') throw problemOf(redeemed, clock());
      if (redeemed.kind === 'lost') return;
      await changeOf(life.credentialId, Math.min(LOOK_MS, Math.max(redeemed.until - clock(), 10)));
      if (!(await isReplaced(life))) continue;
      forget(life.credentialId);
      return;
    }
    throw new Problem('connection/refresh-pending', { retryAfterMs: 1_000 });
  }
}

function keyOf({ organisationId, credentialId }: ConnectionName): string {
  return `${organisationId} ${credentialId}`;
}

/** What a promise gives within the time; undefined where that is over, whereupon it goes on by itself. */
async function before<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, Math.max(ms, 0), undefined);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
