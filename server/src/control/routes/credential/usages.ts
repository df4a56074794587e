/** GET credentials/{credential}/usages: what names the credential, and what was seen using it. */
import { defineRoute } from '../../route.ts';
import { credentialParams } from '../../schemas.ts';
import { pageUsages, usagesPage, usagesQuery } from '../../usages/page-usages.ts';

/** Lists what uses a credential. */
export const readCredentialUsagesRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/credentials/:credential/usages',
  summary: 'Lists what uses a credential: consumers and functions that name it, with the traffic observed of them.',
  permission: 'read',
  audit: 'credential.read-usages',
  request: { params: credentialParams, query: usagesQuery },
  response: { 200: usagesPage },
  problems: ['credential/not-found', 'request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageUsages(call) }),
});
