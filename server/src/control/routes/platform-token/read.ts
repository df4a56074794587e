/** GET platform/access-tokens/{accessToken}: one record. */
import { accessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { requireAccessToken } from '../../access-tokens/require-access-token.ts';
import { defineRoute } from '../../route.ts';
import { platformTokenParams } from '../../schemas.ts';

/** Reads the record of a token of the platform. */
export const readPlatformTokenRoute = defineRoute({
  method: 'GET',
  path: '/v1/platform/access-tokens/:accessToken',
  summary: 'Reads the record of one token of the platform.',
  permission: 'managePlatform',
  audit: 'access-token.read',
  request: { params: platformTokenParams },
  response: { 200: accessTokenView },
  problems: ['token/not-found'],
  handle: async (call) => {
    const token = await requireAccessToken(call, call.params.accessToken);
    return { status: 200, body: viewAccessToken(token, call.services.clock()) };
  },
});
