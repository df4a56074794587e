/** GET access-tokens: the records of all, newest first, revoked ones included. */
import { accessTokenPage, accessTokenQuery, pageAccessTokens } from '../../access-tokens/page-access-tokens.ts';
import { defineRoute } from '../../route.ts';

/** Lists access tokens. */
export const listAccessTokensRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/access-tokens',
  summary: 'Lists access tokens, newest first, revoked ones included; never the tokens themselves.',
  permission: 'edit',
  audit: 'access-token.list',
  request: { query: accessTokenQuery },
  response: { 200: accessTokenPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageAccessTokens(call) }),
});
