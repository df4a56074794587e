/** PATCH access-tokens/{accessToken}: its name alone. */
import { accessTokenPatch } from '../../access-tokens/access-token-body.ts';
import { accessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { renameAccessToken } from '../../access-tokens/rename-access-token.ts';
import { defineRoute } from '../../route.ts';
import { accessTokenParams } from '../../schemas.ts';

/** Renames an access token. */
export const updateAccessTokenRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/organisations/:organisation/access-tokens/:accessToken',
  summary: 'Renames an access token; what it confers is fixed.',
  permission: 'edit',
  audit: 'access-token.update',
  request: { params: accessTokenParams, body: accessTokenPatch },
  response: { 200: accessTokenView },
  problems: ['token/not-found'],
  handle: async (call) => {
    const token = await renameAccessToken(call, call.params.accessToken, call.body);
    return { status: 200, body: viewAccessToken(token, call.services.clock()) };
  },
});
