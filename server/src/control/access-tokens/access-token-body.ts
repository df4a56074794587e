/** What clients send about an access token. */
import { type Static, Type } from 'typebox';
import { roles } from '../../domain/grant.ts';
import { releases } from '../../domain/release.ts';
import { instant, limits, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;

/** One grant; members left out permit everything of their kind. */
export const grantBody = Type.Object(
  {
    /** Keys and globs over keys; a grant has these, functions, or both. */
    credentials: Type.Optional(Type.Array(Type.String({ maxLength: 256 }), { minItems: 1, maxItems: 64 })),
    /** Names of functions of the token's solutions, as they are defined now. */
    functions: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { minItems: 1, maxItems: 64 })),
    methods: Type.Optional(Type.Array(Type.String({ maxLength: 32 }), { minItems: 1, maxItems: 32 })),
    paths: Type.Optional(Type.Array(Type.String({ maxLength: 512 }), { minItems: 1, maxItems: 64 })),
    release: Type.Optional(Type.Array(Type.Enum([...releases]), { minItems: 1, maxItems: 2 })),
    expiresAt: Type.Optional(instant),
  },
  { ...closed, title: 'GrantInput' },
);

/** Body of a creation; a token needs a role or a grant. */
export const accessTokenBody = Type.Object(
  {
    name: text(200),
    role: Type.Optional(Type.Enum([...roles])),
    grants: Type.Optional(Type.Array(grantBody, { maxItems: 64 })),
    /** Ids or slugs of the solutions that it is limited to. */
    solutions: Type.Optional(Type.Array(Type.String({ maxLength: 256 }), { minItems: 1, maxItems: 16 })),
    limits: Type.Optional(limits),
    expiresAt: Type.Optional(instant),
  },
  { ...closed, title: 'AccessTokenInput' },
);

/** Body of a change: what a token confers is fixed, its name is not. */
export const accessTokenPatch = Type.Object(
  { name: Type.Optional(text(200)) },
  { ...closed, title: 'AccessTokenPatch' },
);

/** Body of a rotation: for how long the value before stays valid; 0, not at all, by default. */
export const rotationBody = Type.Object(
  { overlapSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3600 })) },
  { ...closed, title: 'RotationInput' },
);

export type AccessTokenPatch = Static<typeof accessTokenPatch>;
export type RotationBody = Static<typeof rotationBody>;
export type GrantBody = Static<typeof grantBody>;
export type AccessTokenBody = Static<typeof accessTokenBody>;
