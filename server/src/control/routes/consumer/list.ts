/** GET consumers: what other systems have registered, newest first. */
import { consumersPage, consumersQuery, pageConsumers } from '../../consumers/page-consumers.ts';
import { defineRoute } from '../../route.ts';

/** Lists consumers. */
export const listConsumersRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/consumers',
  summary: 'Lists consumers, newest first: of a kind, a solution, or those that use a credential.',
  permission: 'read',
  audit: 'consumer.list',
  request: { query: consumersQuery },
  response: { 200: consumersPage },
  problems: ['credential/not-found', 'request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageConsumers(call) }),
});
