/** GET access-tokens: the records of all, newest first, revoked ones included. */
import { Type } from 'typebox';
import { listAccessTokens } from '../../../store/access-tokens.ts';
import { accessTokenView, viewAccessToken } from '../../access-tokens/access-token-view.ts';
import { defineRoute } from '../../route.ts';
import { DEFAULT_LIMIT, paging } from '../../schemas.ts';

const closed = { additionalProperties: false } as const;
const page = Type.Object({ items: Type.Array(accessTokenView), nextCursor: Type.Optional(Type.String()) }, closed);

/** Lists access tokens. */
export const listAccessTokensRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/access-tokens',
  permission: 'edit',
  audit: 'access-token.list',
  request: { query: Type.Object(paging, closed) },
  response: { 200: page },
  problems: [],
  handle: async ({ services, organisation, query: { limit = DEFAULT_LIMIT, cursor } }) => {
    const { items, nextCursor } = await listAccessTokens(services.store.read, organisation.id, { limit, cursor });
    const now = services.clock();
    return { status: 200, body: { items: items.map((item) => viewAccessToken(item, now)), nextCursor } };
  },
});
