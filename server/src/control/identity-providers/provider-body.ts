/** What clients send about an identity provider. */
import { type Static, Type } from 'typebox';
import { firstSignInRoles } from '../../domain/identity-provider.ts';
import { assertionAlgorithms, clientAuthentications } from '../../domain/oauth-configuration.ts';
import { text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const values = Type.Record(Type.String(), Type.String(), { maxProperties: 2 });
const issuer = Type.String({
  minLength: 1,
  maxLength: 2_048,
  description: 'To the letter as the server names itself; it is asked for its endpoints, which are kept.',
});
const clientId = Type.String({ minLength: 1, maxLength: 512 });
const keyId = Type.String({ minLength: 1, maxLength: 256 });
const title = text(100, 1);

const membership = Type.Union(
  [
    Type.Object(
      {
        organisation: Type.Optional(
          Type.String({ maxLength: 256, description: 'Id or slug. Of a provider of an organisation its own.' }),
        ),
        role: Type.Enum([...firstSignInRoles]),
      },
      { ...closed, title: 'FirstMembershipInput' },
    ),
    Type.Null(),
  ],
  { description: 'What a first sign-in makes of a person nobody knows; null: they do not come in.' },
);

const chosen = {
  clientAuthentication: Type.Optional(Type.Enum([...clientAuthentications])),
  assertionAlgorithm: Type.Optional(Type.Enum([...assertionAlgorithms])),
  scopes: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 512 }), {
      maxItems: 32,
      description: '`openid`, `email` and `profile` by default; `openid` is always among them.',
    }),
  ),
  allowedDomains: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 190 }), {
      maxItems: 50,
      description: 'Domains of verified addresses that are signed in; none: whichever.',
    }),
  ),
  membership: Type.Optional(membership),
  active: Type.Optional(Type.Boolean({ description: 'Whether anybody is signed in by it; true by default.' })),
  /** Base64 of `clientSecret` or `privateKey`. */
  data: Type.Optional(values),
  /** The same, plain. */
  fields: Type.Optional(values),
  /** Base64 of an envelope for `clientSecret` or `privateKey`. */
  sealed: Type.Optional(values),
};

/** Body of a creation. */
export const identityProviderBody = Type.Object(
  {
    /** Made by a client that seals by itself: `idp_…`. */
    id: Type.Optional(Type.String({ maxLength: 64 })),
    /** Derived from the title where it is left out. */
    key: Type.Optional(Type.String({ maxLength: 128 })),
    title,
    issuer,
    clientId,
    keyId: Type.Optional(keyId),
    ...chosen,
  },
  { ...closed, title: 'IdentityProviderInput' },
);

/** Body of a change: what is left out stays. */
export const identityProviderPatch = Type.Object(
  {
    title: Type.Optional(title),
    issuer: Type.Optional(issuer),
    clientId: Type.Optional(clientId),
    keyId: Type.Optional(Type.Union([keyId, Type.Null()])),
    ...chosen,
  },
  { ...closed, title: 'IdentityProviderPatch' },
);

/** Body of `identity-providers:policy`: the same without secrets; with `id` of one that there is, of a change. */
export const identityProviderPlanBody = Type.Object(
  {
    id: Type.Optional(Type.String({ maxLength: 64 })),
    issuer: Type.Optional(issuer),
    clientId: Type.Optional(clientId),
    clientAuthentication: chosen.clientAuthentication,
  },
  { ...closed, title: 'IdentityProviderPlanInput' },
);

export type IdentityProviderBody = Static<typeof identityProviderBody>;
export type IdentityProviderPatch = Static<typeof identityProviderPatch>;
export type IdentityProviderPlanBody = Static<typeof identityProviderPlanBody>;
