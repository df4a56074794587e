/**
 * Tries credentials again where their organisation wants that: spread over the time between two tries, a few at once, each
 * turn on one node, ever more rarely what comes to nothing. Sweeps up what was put up to be tried and never taken back.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Instant } from '../../domain/instant.ts';
import { organisationsThatReverify } from '../../store/organisations.ts';
import {
  claimReverifications,
  enrolReverifications,
  forgetLateReverifications,
  moveReverification,
  nextReverification,
  type Reverification,
} from '../../store/reverifications.ts';
import { sweepStagedCredentials } from '../../store/staged-credentials.ts';
import type { TokenKeeper } from '../oauth/refresh/token-keeper.ts';
import type { BrokerParts } from '../parts.ts';
import type { UseRecorder } from '../use/use-recorder.ts';
import { reverify } from './reverify.ts';

const LOOK_MS = 2_000;
/** So many at once, and then a pause: 60 a minute on each node. */
const AT_ONCE = 4;
const PAUSE_MS = 4_000;
const ENROL_EVERY_MS = 60_000;
const ENROLLED_AT_ONCE = 500;
const SWEEP_EVERY_MS = 30_000;
/** A try takes seconds. */
const STAGED_TERM_MS = 120_000;
const MOST_DOUBLINGS = 4;

export interface ScheduleParts extends BrokerParts {
  readonly uses: UseRecorder;
  readonly keeper: TokenKeeper;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** The schedule at work. */
export interface Schedule {
  /** Ends it after what is under way. */
  close(): Promise<void>;
}

/** Starts; failures are logged and the next look comes. */
export function startSchedule(parts: ScheduleParts): Schedule {
  const ending = new AbortController();
  const { signal } = ending;
  const clerk = createClerk(parts);

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const waitMs = await clerk.look().catch((error: unknown) => {
        parts.logger.error({ err: error }, 'credentials could not be tried again');
        return PAUSE_MS;
      });
      await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    async close() {
      ending.abort();
      await running;
    },
  };
}

/** @returns what looks once, and answers how long to wait for the next look, in milliseconds */
function createClerk({ random = Math.random, ...parts }: ScheduleParts): { look: () => Promise<number> } {
  const { store, clock } = parts;
  let enrolAt = 0;
  let sweepAt = 0;
  let intervals: ReadonlyMap<string, number> = new Map();

  /** From nine to eleven tenths of the time, so that what began together does not stay so. */
  function turnAfter({ organisationId, failures }: Reverification, now: Instant): Instant | undefined {
    const interval = intervals.get(organisationId);
    if (interval === undefined) return undefined;
    return Math.round(now + interval * 2 ** Math.min(failures, MOST_DOUBLINGS) * (0.9 + 0.2 * random()));
  }

  async function enrol(): Promise<void> {
    intervals = await organisationsThatReverify(store.read);
    for (const [organisationId, interval] of intervals) {
      const firstTurn = () => Math.round(clock() + interval * random());
      const latest = Math.round(clock() + 1.1 * interval);
      await store.transaction((tx) => forgetLateReverifications(tx, organisationId, latest));
      await enrolAll(organisationId, firstTurn);
    }
  }

  async function enrolAll(organisationId: string, firstTurn: () => Instant): Promise<void> {
    const enrolment = { firstTurn, limit: ENROLLED_AT_ONCE };
    let enrolled: number;
    do {
      enrolled = await store.transaction((tx) => enrolReverifications(tx, organisationId, enrolment));
    } while (enrolled === ENROLLED_AT_ONCE);
  }

  async function take(turn: Reverification): Promise<void> {
    const result = await reverify(parts, parts.uses, turn).catch((error: unknown) => {
      parts.logger.warn({ err: error, credential: turn.credentialId }, 'a credential could not be tried again');
      return 'inconclusive' as const;
    });
    const failures = result === 'inconclusive' ? turn.failures + 1 : 0;
    if (failures === turn.failures) return;
    const moved = { ...turn, failures };
    await store.transaction((tx) => moveReverification(tx, moved, turnAfter(moved, clock())));
  }

  return {
    async look() {
      const now = performance.now();
      if (now >= sweepAt) {
        await store.transaction((tx) => sweepStagedCredentials(tx, clock() - STAGED_TERM_MS));
        sweepAt = now + SWEEP_EVERY_MS;
      }
      if (now >= enrolAt) {
        await enrol();
        enrolAt = now + ENROL_EVERY_MS * (0.5 + random());
      }
      const next = await nextReverification(store.read);
      if (next === undefined || next > clock()) return LOOK_MS;
      // Another node may have enrolled for an organisation that has only now begun to want it.
      intervals = await organisationsThatReverify(store.read);
      const claim = { limit: AT_ONCE, next: turnAfter };
      const turns = await store.transaction((tx) => claimReverifications(tx, store.dialect, claim));
      // What the organisation wants no more goes with its claim.
      await Promise.all(
        turns.filter(({ isOnce, organisationId }) => isOnce || intervals.has(organisationId)).map(take),
      );
      return turns.length === AT_ONCE ? PAUSE_MS : LOOK_MS;
    },
  };
}
