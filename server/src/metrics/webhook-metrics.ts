/** Counts what comes of sending events to webhooks; without a label of a tenant's. */
import { Counter } from 'prom-client';
import type { Registry } from './registry.ts';

/** How an attempt ended: `failed` is tried again, `dead` is not. */
export type WebhookOutcome = 'delivered' | 'failed' | 'dead';

/** @returns what counts one attempt */
export function createWebhookMetrics(registry: Registry): (outcome: WebhookOutcome) => void {
  const attempts = new Counter({
    name: 'keyward_webhook_attempts_total',
    help: 'Attempts to send an event to a webhook: delivered, failed and to be tried again, or dead.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => attempts.inc({ outcome });
}
