/** PATCH credentials/{credential}: merges; what is left out stays, null removes. */
import { answerCredential } from '../../credentials/answer-credential.ts';
import { patchCredential } from '../../credentials/change-credential.ts';
import { credentialPatch, writeQuery } from '../../credentials/credential-body.ts';
import { credentialView } from '../../credentials/credential-view.ts';
import { patchFingerprint } from '../../credentials/fingerprint.ts';
import { replayCredential } from '../../credentials/replay-credential.ts';
import { verifyWritten } from '../../credentials/verify-credential.ts';
import { changeProblems, enforceProblems, inputProblems } from '../../credentials/write-problems.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams } from '../../schemas.ts';

/** Changes a credential, under If-Match where it is given. */
export const updateCredentialRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/organisations/:organisation/credentials/:credential',
  summary:
    'Merges changes into a credential: what is left out stays, null removes, a change of policy takes every secret again.',
  permission: 'edit',
  audit: 'credential.update',
  request: { params: credentialParams, query: writeQuery, body: credentialPatch },
  response: { 200: credentialView },
  problems: [...inputProblems, ...enforceProblems, ...changeProblems],
  idempotency: {
    fingerprint: patchFingerprint,
    replay: async (call, id) => ({ status: 200, ...(await replayCredential(call, id)) }),
  },
  handle: async (call) => {
    const changed = await patchCredential(call);
    const credential = await verifyWritten(call, changed);
    return { status: 200, ...(await answerCredential(call, credential)) };
  },
});
