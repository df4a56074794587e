/** What clients send about an access token. */
import { type Static, Type } from 'typebox';
import { roles } from '../../domain/grant.ts';
import { instant, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** One grant; members left out permit everything of their kind. */
export const grantBody = Type.Object(
  {
    credentials: Type.Array(Type.String({ maxLength: 256 }), { minItems: 1, maxItems: 64 }),
    methods: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { minItems: 1, maxItems: 32 })),
    paths: Type.Optional(Type.Array(Type.String({ maxLength: 512 }), { minItems: 1, maxItems: 64 })),
    expiresAt: Type.Optional(instant),
  },
  closed,
);

/** Body of a creation; a token needs a role or a grant. */
export const accessTokenBody = Type.Object(
  {
    name: text(200),
    role: Type.Optional(Type.Enum([...roles])),
    grants: Type.Optional(Type.Array(grantBody, { maxItems: 64 })),
    expiresAt: Type.Optional(instant),
  },
  closed,
);

export type GrantBody = Static<typeof grantBody>;
export type AccessTokenBody = Static<typeof accessTokenBody>;
