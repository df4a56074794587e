/** A page of access tokens in an answer, and what its query takes; the same for an organisation and the platform. */
import { type Static, Type } from 'typebox';
import { listAccessTokens } from '../../store/access-tokens.ts';
import { assertUnlimited } from '../permission.ts';
import type { Call } from '../route.ts';
import { DEFAULT_LIMIT, paging } from '../schemas.ts';
import { accessTokenView, viewAccessToken } from './access-token-view.ts';

const closed = { additionalProperties: false } as const;

/** Where the list goes on, and of which state. */
export const accessTokenQuery = Type.Object(
  { ...paging, state: Type.Optional(Type.Enum(['active', 'expired', 'revoked'])) },
  closed,
);

/** Records, newest first. */
export const accessTokenPage = Type.Object(
  { items: Type.Array(accessTokenView), nextCursor: Type.Optional(Type.String()) },
  closed,
);

/** @throws Problem `request/cursor-invalid` for a cursor of another list or state; `token/forbidden` */
export async function pageAccessTokens({
  services,
  organisation,
  principal,
  query: { limit = DEFAULT_LIMIT, cursor, state },
}: Call<unknown, Static<typeof accessTokenQuery>>): Promise<Static<typeof accessTokenPage>> {
  assertUnlimited(principal);
  const now = services.clock();
  const { items, nextCursor } = await listAccessTokens(services.store.read, organisation.id, {
    limit,
    ...(cursor !== undefined && { cursor }),
    ...(state !== undefined && { state: { is: state, at: now } }),
  });
  return { items: items.map((item) => viewAccessToken(item, now)), ...(nextCursor !== undefined && { nextCursor }) };
}
