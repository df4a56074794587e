/** POST webhooks/{webhook}/rotate: another secret, the one before beside it for a while. */
import { defineRoute } from '../../route.ts';
import { madeWebhookView, rotationBody, viewWebhook, webhookParams } from '../../webhooks/webhook-view.ts';
import { rotateWebhook } from '../../webhooks/write-webhook.ts';

/** Rotates the secret of a webhook. */
export const rotateWebhookRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/webhooks/:webhook/rotate',
  summary: 'Signs with another secret from now on, and with the one before beside it for 24 hours.',
  permission: 'configure',
  audit: 'webhook.rotate',
  request: { params: webhookParams, body: rotationBody },
  response: { 200: madeWebhookView },
  problems: [
    'webhook/not-found',
    'webhook/stale',
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
    const { webhook, secret } = await rotateWebhook(call);
    return { status: 200, body: { ...viewWebhook(webhook), ...(secret !== undefined && { secret }) } };
  },
});
