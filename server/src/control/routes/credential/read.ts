/** GET credentials/{credential}: one, by id or key, with the policy that its secrets were sealed under. */
import { answerCredential } from '../../credentials/answer-credential.ts';
import { credentialView } from '../../credentials/credential-view.ts';
import { requireCredential } from '../../credentials/find-live.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams, scopeQuery } from '../../schemas.ts';

/** Reads a credential. */
export const readCredentialRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/credentials/:credential',
  summary: 'Reads one credential with the policy that its secrets were sealed under; never a secret.',
  permission: 'read',
  audit: 'credential.read',
  request: { params: credentialParams, query: scopeQuery },
  response: { 200: credentialView },
  problems: ['credential/not-found'],
  handle: async (call) => ({ status: 200, ...(await answerCredential(call, await requireCredential(call))) }),
});
