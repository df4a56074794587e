/** GET credentials/{credential}/use: how often it was used, for whom, where and how it went. */
import { defineRoute } from '../../route.ts';
import { credentialParams } from '../../schemas.ts';
import { pageUse, usePage, useQuery } from '../../use/page-use.ts';

/** Reads the statistics of a credential's use. */
export const readCredentialUseRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/credentials/:credential/use',
  summary: 'Counts the uses of a credential by hour, day, consumer, origin or token, with statuses and latencies.',
  permission: 'read',
  audit: 'credential.read-use',
  request: { params: credentialParams, query: useQuery },
  response: { 200: usePage },
  problems: ['credential/not-found', 'request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageUse(call) }),
});
