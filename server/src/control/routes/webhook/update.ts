/** PATCH webhooks/{webhook}: what is left out stays; one that was ended begins anew with `active`. */
import { defineRoute } from '../../route.ts';
import { viewWebhook, webhookParams, webhookPatch, webhookView } from '../../webhooks/webhook-view.ts';
import { updateWebhook } from '../../webhooks/write-webhook.ts';

/** Changes a webhook. */
export const updateWebhookRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/organisations/:organisation/webhooks/:webhook',
  summary:
    'Changes a webhook; what is left out stays. The URL stays within its origin, for which the secret is sealed.',
  permission: 'configure',
  audit: 'webhook.update',
  request: { params: webhookParams, body: webhookPatch },
  response: { 200: webhookView },
  problems: [
    'webhook/not-found',
    'webhook/stale',
    'webhook/url-invalid',
    'solution/not-found',
    'policy/origin-refused',
    'policy/placement-refused',
    'egress/denied',
    'webhook/secret-missing',
    'webhook/secret-invalid',
    'credential/unwitnessed',
    'credential/unopenable',
  ],
  handle: async (call) => ({ status: 200, body: viewWebhook(await updateWebhook(call)) }),
});
