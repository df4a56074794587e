/** PUT credentials/{credential}: the declarative upsert by key; the same body twice is one change. */
import { answerCredential } from '../../credentials/answer-credential.ts';
import { replaceCredential } from '../../credentials/change-credential.ts';
import { credentialBody, writeQuery } from '../../credentials/credential-body.ts';
import { credentialView } from '../../credentials/credential-view.ts';
import { bodyFingerprint } from '../../credentials/fingerprint.ts';
import { replayCredential } from '../../credentials/replay-credential.ts';
import { verifyWritten } from '../../credentials/verify-credential.ts';
import { changeProblems, enforceProblems, inputProblems, shadowProblems } from '../../credentials/write-problems.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams } from '../../schemas.ts';

/** Creates a credential under its key (201), or brings it to exactly the given state (200), secrets kept unless given. */
export const replaceCredentialRoute = defineRoute({
  method: 'PUT',
  path: '/v1/organisations/:organisation/credentials/:credential',
  summary:
    'Creates a credential under its key, or brings it to exactly the given state; secrets are kept unless given.',
  permission: 'edit',
  audit: 'credential.replace',
  request: { params: credentialParams, query: writeQuery, body: credentialBody },
  response: { 200: credentialView, 201: credentialView },
  problems: [...inputProblems, ...enforceProblems, ...changeProblems, ...shadowProblems, 'credential/id-taken'],
  idempotency: {
    fingerprint: (call) => bodyFingerprint(call, call.body),
    replay: async (call, id) => ({ status: 200, ...(await replayCredential(call, id)) }),
  },
  handle: async (call) => {
    const { credential: replaced, isNew } = await replaceCredential(call);
    const credential = await verifyWritten(call, replaced);
    return { status: isNew ? 201 : 200, ...(await answerCredential(call, credential)) };
  },
});
