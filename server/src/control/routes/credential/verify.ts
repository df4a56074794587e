/** POST credentials/{credential}/verify: has the broker try it and stores the verdict. */
import { answerCredential } from '../../credentials/answer-credential.ts';
import { credentialView } from '../../credentials/credential-view.ts';
import { assertManages, requireCredential } from '../../credentials/find-live.ts';
import { verifyLatest } from '../../credentials/verify-credential.ts';
import { tryProblems } from '../../credentials/write-problems.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams, scopeQuery } from '../../schemas.ts';

/** Tries a credential on its API. */
export const verifyCredentialRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/credentials/:credential/verify',
  summary: 'Tries a credential on its API and stores the verdict: `accepted`, `rejected` or `unverified`.',
  permission: 'edit',
  audit: 'credential.verify',
  request: { params: credentialParams, query: scopeQuery },
  response: { 200: credentialView },
  problems: [
    'credential/not-found',
    'credential/expired',
    'credential/stale',
    'credential/unwitnessed',
    'credential/unopenable',
    ...tryProblems,
  ],
  handle: async (call) => {
    const credential = await verifyLatest(call, async () => {
      const found = await requireCredential(call);
      assertManages(call, found);
      return found;
    });
    return { status: 200, ...(await answerCredential(call, credential)) };
  },
});
