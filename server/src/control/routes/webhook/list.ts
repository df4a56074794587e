/** GET webhooks: newest first. */
import { listWebhooks } from '../../../events/webhooks.ts';
import { defineRoute } from '../../route.ts';
import { pageRequest, viewWebhook, webhooksPage, webhooksQuery } from '../../webhooks/webhook-view.ts';

/** Lists webhooks. */
export const listWebhooksRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/webhooks',
  summary: 'Lists the webhooks of the organisation, newest first.',
  permission: 'configure',
  audit: 'webhook.list',
  request: { query: webhooksQuery },
  response: { 200: webhooksPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => {
    const { services, organisation, query } = call;
    const { items, nextCursor } = await listWebhooks(services.store.read, organisation.id, pageRequest(query));
    return { status: 200, body: { items: items.map(viewWebhook), ...(nextCursor !== undefined && { nextCursor }) } };
  },
});
