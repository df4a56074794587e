/** POST webhooks: makes one, and shows the secret that signs once, where Keyward has made it. */
import { defineRoute } from '../../route.ts';
import { madeWebhookView, viewWebhook, webhookBody } from '../../webhooks/webhook-view.ts';
import { createWebhook } from '../../webhooks/write-webhook.ts';

/** Makes a webhook. */
export const createWebhookRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/webhooks',
  summary:
    'Makes a webhook: events are sent to its URL, signed as Standard Webhooks has it; a secret made here is shown once.',
  permission: 'configure',
  audit: 'webhook.create',
  request: { body: webhookBody },
  response: { 201: madeWebhookView },
  problems: [
    'webhook/url-invalid',
    'webhook/too-many',
    'solution/not-found',
    'credential/not-found',
    'credential/plain-http-refused',
    'policy/origin-refused',
    'policy/placement-refused',
    'egress/denied',
    'webhook/secret-missing',
    'webhook/secret-invalid',
    'credential/unwitnessed',
    'credential/unopenable',
  ],
  idempotency: { fingerprint: ({ body }) => body, replay: 'shown-once' },
  handle: async (call) => {
    const { webhook, secret } = await createWebhook(call);
    return { status: 201, body: { ...viewWebhook(webhook), ...(secret !== undefined && { secret }) } };
  },
});
