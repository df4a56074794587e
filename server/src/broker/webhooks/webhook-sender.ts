/**
 * Sends events to webhooks in the background of every broker: makes deliveries of new events, and serves webhooks that are
 * due, some at a time. Each webhook is one node's at a time, so that a dead endpoint costs one place and not the others'.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { dispatchEvents } from '../../events/dispatch.ts';
import { hasWork, type LeasedWebhook, leaseWebhooks, releaseLease } from '../../events/outbox.ts';
import { type ServingParts, serveWebhook } from './serve-webhook.ts';

/** A sender at work. */
export interface WebhookSender {
  /** Ends it after what is being sent. */
  close(): Promise<void>;
}

const LOOK_MS = 500;
const LONGEST_BACK_OFF_MS = 10_000;
/** Webhooks of this node at a time: what bounds its memory and sockets. */
const AT_ONCE = 32;
const FULL_BATCH = 200;
/** After a failure of ours, a webhook is left alone for so long. */
const RELEASED_MS = 5000;

/** Starts sending; failures of the store are logged once a row, and tried again. */
export function startWebhookSender(parts: ServingParts): WebhookSender {
  const { store, clock, logger } = parts;
  const ending = new AbortController();
  const { signal } = ending;
  const serving = new Set<Promise<void>>();

  function serve(webhook: LeasedWebhook): void {
    const served = serveWebhook(parts, webhook)
      .catch(async (error: unknown) => {
        logger.error({ err: error, webhook: webhook.id }, 'a webhook could not be served');
        // Where that fails too, the lease runs out.
        const release = store.transaction((tx) => releaseLease(tx, webhook, clock() + RELEASED_MS));
        await release.catch(() => undefined);
      })
      .finally(() => serving.delete(served));
    serving.add(served);
  }

  /** @returns how long to wait, in milliseconds */
  async function look(): Promise<number> {
    if (!(await hasWork(store.read, clock()))) return LOOK_MS;
    const seen = await store.transaction((tx) => dispatchEvents(tx, store.dialect, clock()));
    const limit = AT_ONCE - serving.size;
    if (limit <= 0) return LOOK_MS;
    const request = { lease: randomUUID(), now: clock(), limit };
    const leased = await store.transaction((tx) => leaseWebhooks(tx, store.dialect, request));
    leased.forEach(serve);
    // Who has had a turn goes behind those that wait.
    if (leased.length > 0) await Promise.race([...serving, delay(LOOK_MS, undefined, { ref: false })]);
    return leased.length > 0 || seen >= FULL_BATCH ? 0 : LOOK_MS;
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      let waitMs: number;
      try {
        waitMs = await look();
        failures = 0;
      } catch (error) {
        if (failures === 0) logger.error({ err: error }, 'events could not be sent');
        waitMs = Math.min(LOOK_MS * 2 ** failures++, LONGEST_BACK_OFF_MS);
      }
      if (waitMs > 0) await delay(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
    await Promise.all(serving);
  }

  const running = run();
  return {
    async close() {
      ending.abort();
      await running;
    },
  };
}
