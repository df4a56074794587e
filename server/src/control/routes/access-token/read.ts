/** GET access-tokens/{accessToken}: one record. */
import { accessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { requireAccessToken } from '../../access-tokens/require-access-token.ts';
import { defineRoute } from '../../route.ts';
import { accessTokenParams } from '../../schemas.ts';

/** Reads an access token's record. */
export const readAccessTokenRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/access-tokens/:accessToken',
  summary: 'Reads the record of one access token.',
  permission: 'edit',
  audit: 'access-token.read',
  request: { params: accessTokenParams },
  response: { 200: accessTokenView },
  problems: ['token/not-found'],
  handle: async (call) => {
    const token = await requireAccessToken(call, call.params.accessToken);
    return { status: 200, body: viewAccessToken(token, call.services.clock()) };
  },
});
