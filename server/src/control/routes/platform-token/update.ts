/** PATCH platform/access-tokens/{accessToken}: its name alone. */
import { accessTokenPatch } from '../../access-tokens/access-token-body.ts';
import { accessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { renameAccessToken } from '../../access-tokens/rename-access-token.ts';
import { defineRoute } from '../../route.ts';
import { platformTokenParams } from '../../schemas.ts';

/** Renames a token of the platform. */
export const updatePlatformTokenRoute = defineRoute({
  method: 'PATCH',
  path: '/v1/platform/access-tokens/:accessToken',
  summary: 'Renames a token of the platform; what it confers is fixed.',
  permission: 'managePlatform',
  audit: 'access-token.update',
  request: { params: platformTokenParams, body: accessTokenPatch },
  response: { 200: accessTokenView },
  problems: ['token/not-found'],
  handle: async (call) => {
    const token = await renameAccessToken(call, call.params.accessToken, call.body);
    return { status: 200, body: viewAccessToken(token, call.services.clock()) };
  },
});
