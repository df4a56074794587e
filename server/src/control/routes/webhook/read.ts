/** GET webhooks/{webhook} */
import { defineRoute } from '../../route.ts';
import { requireWebhook } from '../../webhooks/require-webhook.ts';
import { viewWebhook, webhookParams, webhookView } from '../../webhooks/webhook-view.ts';

/** Reads a webhook. */
export const readWebhookRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/webhooks/:webhook',
  summary: 'Reads a webhook, without its secret.',
  permission: 'configure',
  audit: 'webhook.read',
  request: { params: webhookParams },
  response: { 200: webhookView },
  problems: ['webhook/not-found'],
  handle: async (call) => ({ status: 200, body: viewWebhook(await requireWebhook(call)) }),
});
