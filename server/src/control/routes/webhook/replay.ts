/** POST webhooks/{webhook}/deliveries/{delivery}/replay */
import { defineRoute } from '../../route.ts';
import { replay } from '../../webhooks/send-webhook.ts';
import { deliveryParams, deliveryView } from '../../webhooks/webhook-view.ts';

/** Sends a delivery again. */
export const replayDeliveryRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/webhooks/:webhook/deliveries/:delivery/replay',
  summary: 'Sends a delivery again, whatever has become of it, with the same event id.',
  permission: 'configure',
  audit: 'webhook.replay',
  request: { params: deliveryParams },
  response: { 202: deliveryView },
  problems: ['webhook/not-found', 'webhook/delivery-not-found', 'webhook/inactive'],
  handle: async (call) => ({ status: 202, body: await replay(call) }),
});
