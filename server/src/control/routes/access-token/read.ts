/** GET access-tokens/{accessToken}: one record. */
import { Problem } from '../../../domain/problem.ts';
import { findAccessToken } from '../../../store/access-tokens.ts';
import { accessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { defineRoute } from '../../route.ts';
import { accessTokenParams } from '../../schemas.ts';

/** Reads an access token's record. */
export const readAccessTokenRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/access-tokens/:accessToken',
  permission: 'edit',
  audit: 'access-token.read',
  request: { params: accessTokenParams },
  response: { 200: accessTokenView },
  problems: ['token/not-found'],
  handle: async ({ services, organisation, params }) => {
    const token = await findAccessToken(services.store.read, organisation.id, params.accessToken);
    if (!token) throw new Problem('token/not-found');
    return { status: 200, body: viewAccessToken(token, services.clock()) };
  },
});
