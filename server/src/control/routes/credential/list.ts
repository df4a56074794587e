/** GET credentials: those of the organisation, newest first; deleted ones with `status=deleted` only. */
import { credentialsPage, credentialsQuery, pageCredentials } from '../../credentials/page-credentials.ts';
import { defineRoute } from '../../route.ts';

/** Lists credentials, without their policies. */
export const listCredentialsRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/credentials',
  summary: 'Lists credentials, newest first and without their policies; deleted ones with `status=deleted` only.',
  permission: 'read',
  audit: 'credential.list',
  request: { query: credentialsQuery },
  response: { 200: credentialsPage },
  problems: ['request/cursor-invalid', 'request/sort-unknown'],
  handle: async (call) => ({ status: 200, body: await pageCredentials(call) }),
});
