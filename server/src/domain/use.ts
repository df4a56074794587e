/**
 * Uses of credentials in numbers: who used what, for whom, where, in which hour. All of it metadata, and all of it sums,
 * so that what several nodes have counted adds up.
 */
import type { Instant } from './instant.ts';
import { LATENCY_BUCKETS } from './latency.ts';

export const HOUR_MS = 3_600_000;

/** What uses are counted by. */
export interface UseSubject {
  readonly organisationId: string;
  readonly credentialId: string;
  readonly tokenId: string;
  /** `kind/externalId` as the caller named it, `(other)` past the limit of names, empty where none was named. */
  readonly consumer: string;
  readonly origin: string;
}

/** The uses of one subject in one hour. */
export interface UseTally extends UseSubject {
  /** When the hour begins. */
  readonly hour: Instant;
  /** Uses let through. Those that have ended are in one of the five classes; the others go on, or were lost in a crash. */
  count: number;
  /** By the status of the upstream's answer; an upgrade (101) counts among these. */
  status2xx: number;
  status3xx: number;
  status4xx: number;
  status5xx: number;
  /** Without an answer of the upstream. */
  failed: number;
  requestBytes: number;
  responseBytes: number;
  /** From the dispatch to the answer's header section, summed, in microseconds. */
  waitedUs: number;
  /** The same, counted; see latency.ts. */
  readonly buckets: number[];
  firstUsedAt: Instant;
  lastUsedAt: Instant;
}

/** The beginning of the hour. */
export function hourOf(at: Instant): Instant {
  return at - (at % HOUR_MS);
}

/** Nothing counted yet. */
export function newTally(subject: UseSubject, at: Instant): UseTally {
  const { organisationId, credentialId, tokenId, consumer, origin } = subject;
  return {
    ...{ organisationId, credentialId, tokenId, consumer, origin, hour: hourOf(at), count: 0 },
    ...{ status2xx: 0, status3xx: 0, status4xx: 0, status5xx: 0, failed: 0 },
    ...{ requestBytes: 0, responseBytes: 0, waitedUs: 0 },
    buckets: new Array<number>(LATENCY_BUCKETS).fill(0),
    firstUsedAt: at,
    lastUsedAt: at,
  };
}
