/** GET requests: metadata of what went through the broker, newest first. Never a query, a header, a body or a secret. */
import { defineRoute } from '../../route.ts';
import { pageRequests, requestsPage, requestsQuery } from '../../use/page-requests.ts';

/** Lists the request log. */
export const listRequestsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/requests',
  summary: 'Lists the requests that went through the broker or were refused by it, newest first; metadata alone.',
  permission: 'administer',
  audit: 'request.list',
  request: { query: requestsQuery },
  response: { 200: requestsPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageRequests(call) }),
});
