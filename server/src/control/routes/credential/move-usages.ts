/** POST credentials/{credential}/replace: what names the credential names another one from then on. */
import { defineRoute } from '../../route.ts';
import { credentialParams, scopeQuery } from '../../schemas.ts';
import { moveBody, moveUsages, moveView } from '../../usages/move-usages.ts';

/** Moves references to another credential of the same component, all or those chosen. */
export const moveUsagesRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/credentials/:credential/replace',
  summary: 'Moves what names the credential, all or some of it, to another credential of the same component.',
  permission: 'edit',
  audit: 'credential.move-usages',
  request: { params: credentialParams, query: scopeQuery, body: moveBody },
  response: { 200: moveView },
  problems: [
    'credential/not-found',
    'reference/dangling',
    'credential/component-mismatch',
    'function/move-refused',
    'function/credential-missing',
    'function/stale',
    'consumer/stale',
  ],
  handle: async (call) => ({ status: 200, body: await moveUsages(call) }),
});
