/** POST access-tokens: issues one and shows it once. */
import { accessTokenBody } from '../../access-tokens/access-token-body.ts';
import { issuedAccessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { issueAccessToken } from '../../access-tokens/issue-access-token.ts';
import { defineRoute } from '../../route.ts';

/** Issues an access token; the answer is the only place where it ever stands. */
export const createAccessTokenRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/access-tokens',
  summary:
    'Issues an access token with a role or grants; the answer is the only place where the token itself ever stands.',
  permission: 'edit',
  audit: 'access-token.create',
  request: { body: accessTokenBody },
  response: { 201: issuedAccessTokenView },
  problems: ['solution/not-found', 'credential/not-found', 'function/not-found', 'grant/exceeded', 'token/not-found'],
  idempotency: { fingerprint: ({ body }) => body, replay: 'shown-once' },
  handle: async (call) => {
    const { record, token } = await issueAccessToken(call, call.body);
    return { status: 201, body: { ...viewAccessToken(record, call.services.clock()), token } };
  },
});
