/** GET webhooks/{webhook}/deliveries: newest first. */
import { defineRoute } from '../../route.ts';
import { pageDeliveries } from '../../webhooks/send-webhook.ts';
import { deliveriesPage, deliveriesQuery, webhookParams } from '../../webhooks/webhook-view.ts';

/** Lists deliveries. */
export const listDeliveriesRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/webhooks/:webhook/deliveries',
  summary:
    'Lists the deliveries of a webhook, newest first, with the status of the last attempt and nothing else of an answer.',
  permission: 'configure',
  audit: 'webhook.list-deliveries',
  request: { params: webhookParams, query: deliveriesQuery },
  response: { 200: deliveriesPage },
  problems: ['webhook/not-found', 'request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageDeliveries(call) }),
});
