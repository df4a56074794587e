/** GET platform/access-tokens: the records of those that act in every organisation. */
import { accessTokenPage, accessTokenQuery, pageAccessTokens } from '../../access-tokens/page-access-tokens.ts';
import { defineRoute } from '../../route.ts';

/** Lists tokens of the platform. */
export const listPlatformTokensRoute = defineRoute({
  method: 'GET',
  path: '/v1/platform/access-tokens',
  summary: 'Lists the tokens of the platform, newest first, revoked ones included; never the tokens themselves.',
  permission: 'managePlatform',
  audit: 'access-token.list',
  request: { query: accessTokenQuery },
  response: { 200: accessTokenPage },
  problems: ['request/cursor-invalid'],
  handle: async (call) => ({ status: 200, body: await pageAccessTokens(call) }),
});
