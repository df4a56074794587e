/** GET connections: credentials that were connected, or wait to be, newest first. */
import { connectionsQuery } from '../../connections/connection-body.ts';
import { connectionsPage, pageConnections } from '../../connections/page-connections.ts';
import { defineRoute } from '../../route.ts';

/** Lists connections, without their policies. */
export const listConnectionsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/connections',
  summary: 'Lists connections, newest first: credentials with the life of their tokens, without policies.',
  permission: 'read',
  audit: 'connection.list',
  request: { query: connectionsQuery },
  response: { 200: connectionsPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageConnections(call) }),
});
