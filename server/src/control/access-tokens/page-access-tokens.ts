/** A page of access tokens in an answer, and what its query takes; the same for an organisation and the platform. */
import { type Static, Type } from 'typebox';
import { listAccessTokens } from '../../store/access-tokens.ts';
import { assertUnlimited } from '../permission.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT, paging, word } from '../schemas.ts';
import { accessTokenView, viewAccessToken } from './access-token-view.ts';

const closed = { additionalProperties: false } as const;

/** Where the list goes on, of which state, and issued by whom. */
export const accessTokenQuery = Type.Object(
  {
    ...paging,
    state: Type.Optional(Type.Enum(['active', 'expired', 'revoked'])),
    /** Id of a person or of a token. */
    issuer: word(64),
  },
  closed,
);

/** Records, newest first. */
export const accessTokenPage = Type.Object(
  { items: Type.Array(accessTokenView), nextCursor: Type.Optional(Type.String()) },
  closed,
);

/** @throws Problem `request/cursor-invalid` for a cursor of another list or filter; `token/forbidden` */
export async function pageAccessTokens({
  services,
  organisation,
  principal,
  query: { limit = DEFAULT_LIMIT, cursor, state, issuer },
}: Call<unknown, Static<typeof accessTokenQuery>>): Promise<Static<typeof accessTokenPage>> {
  assertUnlimited(principal);
  const now = services.clock();
  const { items, nextCursor } = await listAccessTokens(services.store.read, organisation.id, {
    limit,
    ...(cursor !== undefined && { cursor }),
    ...(state !== undefined && { state: { is: state, at: now } }),
    ...(issuer !== undefined && { issuer }),
  });
  return { items: items.map((item) => viewAccessToken(item, now)), ...(nextCursor !== undefined && { nextCursor }) };
}
