/** POST platform/access-tokens: issues one that acts in every organisation, and shows it once. */
import { accessTokenBody } from '../../access-tokens/access-token-body.ts';
import { issuedAccessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { issueAccessToken } from '../../access-tokens/issue-access-token.ts';
import { defineRoute } from '../../route.ts';

/** Issues a token of the platform; the answer is the only place where it ever stands. */
export const createPlatformTokenRoute = defineRoute({
  method: 'POST',
  path: '/v1/platform/access-tokens',
  summary:
    'Issues a token whose role and grants hold in every organisation; its grants go by key, and the token stands here alone.',
  permission: 'managePlatform',
  audit: 'access-token.create',
  request: { body: accessTokenBody },
  response: { 201: issuedAccessTokenView },
  problems: ['grant/exceeded', 'token/not-found'],
  handle: async (call) => {
    const { record, token } = await issueAccessToken(call, call.body);
    return { status: 201, body: { ...viewAccessToken(record, call.services.clock()), token } };
  },
});
