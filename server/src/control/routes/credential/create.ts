/** POST credentials: creates one; its validity is part of the answer, not a reason to refuse it. */
import { answerCredential } from '../../credentials/answer-credential.ts';
import { createCredential } from '../../credentials/create-credential.ts';
import { credentialBody, writeQuery } from '../../credentials/credential-body.ts';
import { credentialView } from '../../credentials/credential-view.ts';
import { bodyFingerprint } from '../../credentials/fingerprint.ts';
import { replayCredential } from '../../credentials/replay-credential.ts';
import { verifyWritten } from '../../credentials/verify-credential.ts';
import { enforceProblems, inputProblems, shadowProblems } from '../../credentials/write-problems.ts';
import { defineRoute } from '../../route.ts';

/** Creates a credential, tried before or after as `verify` says. */
export const createCredentialRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/credentials',
  summary: 'Creates a credential; an incomplete or invalid one is stored too, says so, and is not injected.',
  permission: 'edit',
  audit: 'credential.create',
  request: { query: writeQuery, body: credentialBody },
  response: { 201: credentialView },
  problems: [
    ...inputProblems,
    ...enforceProblems,
    'credential/key-taken',
    ...shadowProblems,
    'credential/id-taken',
    'credential/stale',
    'credential/not-found',
  ],
  idempotency: {
    fingerprint: (call) => bodyFingerprint(call, call.body),
    replay: async (call, id) => ({ status: 201, ...(await replayCredential(call, id)) }),
  },
  handle: async (call) => {
    const created = await createCredential(call, call.body);
    const credential = await verifyWritten(call, created);
    return { status: 201, ...(await answerCredential(call, credential)) };
  },
});
