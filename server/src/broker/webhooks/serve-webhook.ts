/**
 * Sends what is due to one webhook that this node has leased: a few events at a time, none any more once the endpoint
 * itself fails. What came of it is noted in one transaction, and no transaction is held while anything is sent.
 */
import { Problem } from '../../domain/problem.ts';
import {
  DISABLE_AFTER_MS,
  pauseDelay,
  readDefinition,
  retryDelay,
  type WebhookDefinition,
} from '../../domain/webhook.ts';
import {
  type Attempted,
  type DueDelivery,
  dueDeliveries,
  endOrphans,
  type LeasedWebhook,
  type Standing,
  settle,
} from '../../events/outbox.ts';
import { recordEvent } from '../../events/record-event.ts';
import type { WebhookOutcome } from '../../metrics/webhook-metrics.ts';
import { isWitness, witnessWebhook } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';
import { openSigningKeys } from './open-signing-keys.ts';
import { type Sent, sendEvent } from './send-event.ts';

/** At once to one endpoint. A failing one is asked one at a time. */
const AT_ONCE = 4;

/** What serving takes beside the broker's parts. */
export interface ServingParts
  extends Pick<BrokerParts, 'store' | 'keys' | 'upstreams' | 'clock' | 'logger' | 'refusals'> {
  /** 0 to 1. */
  readonly random: () => number;
  /** Gets each attempt that has been noted. */
  readonly onAttempt: (outcome: WebhookOutcome) => void;
}

/** @throws Problem `webhook/unwitnessed` where the row is not the one that the broker vouched for */
async function witnessedDefinition(parts: ServingParts, webhook: LeasedWebhook): Promise<WebhookDefinition> {
  const definition = readDefinition(webhook.definition);
  const expected = witnessWebhook(await parts.keys.witnessKey(webhook.organisationId), webhook);
  if (!definition || !isWitness(webhook.witness, expected)) throw new Problem('webhook/unwitnessed');
  return definition;
}

/** What an altered row or a missing secret is to the deliveries: a failure like any other, told to the audit log. */
async function refusalOf(parts: ServingParts, { organisationId, id }: LeasedWebhook, error: unknown): Promise<Sent> {
  if (!(error instanceof Problem)) throw error;
  const { code } = error;
  parts.logger.warn({ webhook: id, organisation: organisationId, code }, 'a webhook could not be signed for');
  await parts.refusals.record({ organisationId, actor: 'keyward', action: 'webhook.sign', subject: id, code });
  return { code, isEndpointFailing: true };
}

/** A delivery and how its attempt went. */
export interface Outcome {
  readonly delivery: DueDelivery;
  readonly sent: Sent;
}

/** Sends what is due, signed; some of it where the first of it cannot be. */
export type SendDue = (parts: ServingParts, webhook: LeasedWebhook, due: readonly DueDelivery[]) => Promise<Outcome[]>;

const sendAll: SendDue = async (parts, webhook, due) => {
  const keys: Buffer[] = [];
  try {
    const definition = await witnessedDefinition(parts, webhook);
    const { organisationId } = webhook;
    keys.push(...(await openSigningKeys(parts, organisationId, definition)));
    const destination = { organisationId, definition, keys };
    const send = async (delivery: DueDelivery) => ({ delivery, sent: await sendEvent(parts, destination, delivery) });
    return await Promise.all(due.map(send));
  } catch (error) {
    const sent = await refusalOf(parts, webhook, error);
    return due.slice(0, 1).map((delivery) => ({ delivery, sent }));
  } finally {
    for (const key of keys) key.fill(0);
  }
};

function attemptedOf({ delivery, sent }: Outcome, parts: ServingParts): Attempted {
  const { id } = delivery;
  const attempts = delivery.attempts + 1;
  const { status, code } = sent;
  if (code === undefined) return { id, state: 'delivered', attempts, nextAt: undefined, status, code };
  const delay = retryDelay(attempts, parts.random);
  const nextAt = delay === undefined ? undefined : parts.clock() + Math.max(delay, sent.retryAfterMs ?? 0);
  return { id, state: nextAt === undefined ? 'dead' : 'pending', attempts, nextAt, status, code };
}

/** How the webhook stands now; 410 says that nothing is wanted any more. */
function standingOf(parts: ServingParts, webhook: LeasedWebhook, outcomes: readonly Outcome[]): Standing {
  const now = parts.clock();
  const failed = outcomes.filter(({ sent }) => sent.code !== undefined);
  if (failed.some(({ sent }) => sent.status === 410)) {
    return { failures: 0, failingSince: undefined, pausedUntil: undefined, disabledReason: 'gone' };
  }
  const hasSucceeded = failed.length < outcomes.length;
  const failingSince = hasSucceeded || failed.length === 0 ? undefined : (webhook.failingSince ?? now);
  const isOver = failingSince !== undefined && now - failingSince >= DISABLE_AFTER_MS;
  const isEndpointFailing = !hasSucceeded && failed.some(({ sent }) => sent.isEndpointFailing);
  const failures = isEndpointFailing ? webhook.failures + 1 : 0;
  const asked = Math.max(0, ...failed.map(({ sent }) => sent.retryAfterMs ?? 0));
  const pause = isEndpointFailing ? Math.max(pauseDelay(failures, parts.random), asked) : asked;
  return {
    failures,
    failingSince,
    pausedUntil: pause > 0 ? now + pause : undefined,
    disabledReason: isOver ? 'failing' : undefined,
  };
}

/**
 * Sends a few of the events that are due, notes what came of it and gives the lease back.
 *
 * @param send - For tests of what follows from an answer, without a network.
 * @throws Problem `store/unavailable`: then the lease runs out, and what was sent is sent again
 */
export async function serveWebhook(
  parts: ServingParts,
  webhook: LeasedWebhook,
  send: SendDue = sendAll,
): Promise<void> {
  const { store, clock } = parts;
  const { organisationId, id } = webhook;
  const limit = webhook.failures > 0 ? 1 : AT_ONCE;
  const due = await dueDeliveries(store.read, webhook, { now: clock(), limit });
  const outcomes = due.length === 0 ? [] : await send(parts, webhook, due);
  const attempted = outcomes.map((outcome) => attemptedOf(outcome, parts));
  const unchanged = { ...webhook, pausedUntil: undefined, disabledReason: undefined };
  const standing = due.length === 0 ? unchanged : standingOf(parts, webhook, outcomes);
  const isSettled = await store.transaction(async (transaction) => {
    const now = clock();
    if (due.length === 0) await endOrphans(transaction, webhook, now);
    const isHeld = await settle(transaction, webhook, { attempted, standing, now });
    const { disabledReason: reason } = standing;
    if (isHeld && reason !== undefined) {
      const data = { organisationId, webhookId: id, reason };
      await recordEvent(transaction, { organisationId, type: 'webhook.disabled', solutionId: '', data }, now);
    }
    return isHeld;
  });
  if (!isSettled) return;
  for (const { state } of attempted) parts.onAttempt(state === 'pending' ? 'failed' : state);
}
