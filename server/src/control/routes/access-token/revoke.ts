/** DELETE access-tokens/{accessToken}: ends it for good; its record stays. */
import { endAccessToken } from '../../access-tokens/end-access-token.ts';
import { defineRoute } from '../../route.ts';
import { accessTokenParams, noBody } from '../../schemas.ts';

/** Revokes an access token. */
export const revokeAccessTokenRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/access-tokens/:accessToken',
  summary: 'Revokes an access token for good, on every node within a second; its record stays.',
  permission: 'edit',
  audit: 'access-token.revoke',
  request: { params: accessTokenParams },
  response: { 204: noBody },
  problems: ['token/not-found'],
  handle: async (call) => {
    await endAccessToken(call, call.params.accessToken);
    return { status: 204, body: undefined };
  },
});
