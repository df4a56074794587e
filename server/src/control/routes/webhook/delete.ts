/** DELETE webhooks/{webhook}: with its deliveries and the secrets made for it. */
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';
import { webhookParams } from '../../webhooks/webhook-view.ts';
import { deleteWebhook } from '../../webhooks/write-webhook.ts';

/** Deletes a webhook. */
export const deleteWebhookRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/webhooks/:webhook',
  summary: 'Deletes a webhook with its deliveries and the secrets that were made for it.',
  permission: 'configure',
  audit: 'webhook.delete',
  request: { params: webhookParams },
  response: { 204: noBody },
  problems: ['webhook/not-found', 'webhook/stale'],
  handle: async (call) => {
    await deleteWebhook(call);
    return { status: 204, body: undefined };
  },
});
