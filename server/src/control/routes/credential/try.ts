/** POST credentials:verify: tries what is not stored, and stores nothing. */
import { credentialBody } from '../../credentials/credential-body.ts';
import { verificationView, viewVerification } from '../../credentials/credential-view.ts';
import { verifyUnstored } from '../../credentials/verify-unstored.ts';
import { changeProblems, inputProblems, tryProblems } from '../../credentials/write-problems.ts';
import { defineRoute } from '../../route.ts';
import { scopeQuery } from '../../schemas.ts';

/** Tries a credential before it is saved; takes what a creation takes. */
export const tryCredentialRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/credentials::verify',
  summary:
    'Tries a credential on its API without storing anything: takes what a creation takes, answers the verdict and its trace.',
  permission: 'edit',
  audit: 'credential.verify',
  request: { query: scopeQuery, body: credentialBody },
  response: { 200: verificationView },
  problems: [...inputProblems, ...changeProblems, ...tryProblems, 'credential/id-taken'],
  handle: async (call) => ({ status: 200, body: viewVerification(await verifyUnstored(call, call.body)) }),
});
