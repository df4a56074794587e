/** DELETE platform/access-tokens/{accessToken}: ends it for good; its record stays. */
import { endAccessToken } from '../../access-tokens/end-access-token.ts';
import { defineRoute } from '../../route.ts';
import { noBody, platformTokenParams } from '../../schemas.ts';

/** Revokes a token of the platform. */
export const revokePlatformTokenRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/platform/access-tokens/:accessToken',
  summary: 'Revokes a token of the platform for good, on every node within a second; its record stays.',
  permission: 'managePlatform',
  audit: 'access-token.revoke',
  request: { params: platformTokenParams },
  response: { 204: noBody },
  problems: ['token/not-found'],
  handle: async (call) => {
    await endAccessToken(call, call.params.accessToken);
    return { status: 204, body: undefined };
  },
});
