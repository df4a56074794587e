/** POST webhooks/{webhook}/test: an event for this webhook alone. */
import { defineRoute } from '../../route.ts';
import { testView, testWebhook } from '../../webhooks/send-webhook.ts';
import { webhookParams } from '../../webhooks/webhook-view.ts';

/** Sends a test. */
export const testWebhookRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/webhooks/:webhook/test',
  summary: 'Sends this webhook alone an event `webhook.test`; the delivery tells what came of it.',
  permission: 'configure',
  audit: 'webhook.test',
  request: { params: webhookParams },
  response: { 202: testView },
  problems: ['webhook/not-found', 'webhook/inactive'],
  handle: async (call) => ({ status: 202, body: await testWebhook(call) }),
});
