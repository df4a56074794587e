/**
 * A use that was let through, from then to its end. That it was let through is counted already, and stays so whatever
 * becomes of the process; how it ended is added when it has.
 */
import type { Clock, Instant } from '../../domain/instant.ts';
import { latencyBucket } from '../../domain/latency.ts';
import type { Problem, ProblemCode } from '../../domain/problem.ts';
import type { UseSubject, UseTally } from '../../domain/use.ts';
import type { Outcome } from '../proxy/outcome.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import type { RequestLog } from './request-log.ts';
import type { UseBuffer } from './use-buffer.ts';

/** What is known of a use when it is let through. */
export interface UseDetails {
  readonly subject: UseSubject;
  readonly opened: OpenedCredential;
  readonly method: string;
  /** The caller's path, normalised, without a query. */
  readonly path: string;
  readonly requestId: string;
  readonly at: Instant;
}

/** Where the end of a use is told. */
export interface UseEnds {
  readonly buffer: UseBuffer;
  readonly log: RequestLog;
  readonly clock: Clock;
}

function countStatus(tally: UseTally, status: number): void {
  if (status >= 500) tally.status5xx += 1;
  else if (status >= 400) tally.status4xx += 1;
  else if (status >= 300) tally.status3xx += 1;
  else if (status >= 100) tally.status2xx += 1;
  else tally.failed += 1;
}

const toMicroseconds = (ms: number): number => Math.round(ms * 1000);

/** To be ended once, by one of its methods. */
export class AdmittedUse {
  readonly #ends: UseEnds;
  readonly #details: UseDetails;

  constructor(ends: UseEnds, details: UseDetails) {
    this.#ends = ends;
    this.#details = details;
  }

  /** The upstream answered, or the caller went before it did. */
  complete(outcome: Outcome): void {
    const { subject, at } = this.#details;
    const { status, requestBytes, responseBytes, waitedMs } = outcome;
    const tally = this.#ends.buffer.tallyOf(subject, at);
    countStatus(tally, status);
    tally.requestBytes += requestBytes;
    tally.responseBytes += responseBytes;
    if (status > 0) {
      tally.waitedUs += toMicroseconds(waitedMs);
      tally.buckets[latencyBucket(waitedMs)]! += 1;
    }
    this.#log(status, outcome);
  }

  /** The secret was handed to a gateway, which sends the request by itself: how that ends is not known here. */
  handOver(): void {
    const { subject, at } = this.#details;
    this.#ends.buffer.tallyOf(subject, at).status2xx += 1;
    this.#log(200);
  }

  /** The upstream gave no answer. */
  fail({ status, code }: Problem): void {
    const { subject, at } = this.#details;
    this.#ends.buffer.tallyOf(subject, at).failed += 1;
    this.#log(status, undefined, code);
  }

  /** The request begins anew, as another use: it is logged at the end of that. */
  giveUp(): void {
    const { subject, at } = this.#details;
    this.#ends.buffer.tallyOf(subject, at).failed += 1;
  }

  #log(status: number, outcome?: Outcome, code?: ProblemCode): void {
    const { log, clock } = this.#ends;
    if (!log.isOn) return;
    const { subject, opened, method, path, requestId } = this.#details;
    log.append({
      organisationId: subject.organisationId,
      at: clock(),
      id: requestId,
      tokenId: subject.tokenId,
      opened,
      consumer: subject.consumer,
      method,
      origin: subject.origin,
      path,
      status,
      code,
      ...(outcome && {
        waitedUs: toMicroseconds(outcome.waitedMs),
        totalUs: toMicroseconds(outcome.totalMs),
        requestBytes: outcome.requestBytes,
        responseBytes: outcome.responseBytes,
      }),
      isCut: outcome?.isCut ?? false,
    });
  }
}
