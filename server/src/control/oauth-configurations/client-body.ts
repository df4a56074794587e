/** What clients send about an OAuth client: the JSON shapes, before endpoints and values are looked at. */
import { type Static, Type } from 'typebox';
import { assertionAlgorithms, clientAuthentications } from '../../domain/oauth-configuration.ts';
import { text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const url = Type.String({ minLength: 1, maxLength: 2_048 });
const values = Type.Record(Type.String(), Type.String(), { maxProperties: 32 });
const provider = Type.String({
  maxLength: 68,
  pattern: '^(?:org/)?[a-z0-9][a-z0-9-]{0,62}$',
  description: 'Endpoints, scopes and ways of the vendor are taken from its method `OAuth2`, once, now.',
});
const clientId = Type.String({ minLength: 1, maxLength: 512 });
const name = text(200);

/** Endpoints that may be given one by one; else a provider says them, or the issuer tells them. */
const endpoints = {
  issuer: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2_048,
      description: 'To the letter as the server names itself; without `tokenUrl` it is asked for its endpoints.',
    }),
  ),
  authorizationUrl: Type.Optional(url),
  tokenUrl: Type.Optional(url),
  revocationUrl: Type.Optional(url),
  jwksUrl: Type.Optional(url),
};

/** What a client chooses by itself. */
const chosen = {
  clientAuthentication: Type.Optional(
    Type.Enum([...clientAuthentications], {
      description: 'By default the provider’s, or what the server takes, or `basic`.',
    }),
  ),
  nonce: Type.Optional(Type.Boolean({ description: 'By default where `openid` is among the scopes.' })),
  scopes: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 512 }), { maxItems: 128 })),
  scopeSeparator: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
  parameters: Type.Optional(
    Type.Record(Type.String(), Type.String({ maxLength: 1_024 }), {
      maxProperties: 16,
      description: 'Further ones of the authorisation request; none of the protocol’s own.',
    }),
  ),
  resources: Type.Optional(Type.Array(url, { maxItems: 16, description: 'Resource indicators (RFC 8707).' })),
  allowedDomains: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 512 }), {
      maxItems: 32,
      description: 'Hosts and origins, `*.` for one label, within which tokens may be sent; without any no limit.',
    }),
  ),
  rotatesRefreshToken: Type.Optional(Type.Boolean({ description: 'True by default, the careful side.' })),
  pkce: Type.Optional(
    Type.Enum(['S256'], { description: 'Always; only a provider that is known to refuse it goes without.' }),
  ),
  assertionAlgorithm: Type.Optional(
    Type.Enum([...assertionAlgorithms], { description: '`RS256` by default; of `private_key_jwt`.' }),
  ),
};

const given = {
  /** Base64 of each value: `clientSecret` or `privateKey`, and fields of the provider. */
  data: Type.Optional(values),
  /** The same, plain. */
  fields: Type.Optional(values),
  /** Base64 of an envelope for `clientSecret` or `privateKey`. */
  sealed: Type.Optional(values),
};

const clientMembers = {
  provider: Type.Optional(provider),
  ...endpoints,
  clientId,
  ...chosen,
  keyId: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
  redirectUrl: Type.Optional(url),
  ...given,
};

const identity = {
  /** Made by a client that seals by itself: `oac_…`. */
  id: Type.Optional(Type.String({ maxLength: 64 })),
  /** Derived from the name where it is left out. */
  key: Type.Optional(Type.String({ maxLength: 128 })),
  name: Type.Optional(name),
};

/** A client of a connection's own. */
export const clientBody = Type.Object(clientMembers, { ...closed, title: 'OAuthClientInput' });

/** Body of a creation. */
export const configurationBody = Type.Object(
  { ...identity, ...clientMembers },
  { ...closed, title: 'OAuthConfigurationInput' },
);

/** Body of `oauth-configurations:policy`: the same without secrets; with `id` of one that there is, of a change. */
export const configurationPlanBody = Type.Object(
  {
    ...identity,
    ...clientMembers,
    clientId: Type.Optional(clientId),
    sealed: Type.Optional(Type.Record(Type.String(), Type.String(), { maxProperties: 0 })),
  },
  { ...closed, title: 'OAuthConfigurationPlanInput' },
);

/** Body of a change: what is left out stays, null removes. */
export const configurationPatch = Type.Object(
  {
    name: Type.Optional(Type.Union([name, Type.Null()])),
    provider: Type.Optional(provider),
    ...endpoints,
    clientId: Type.Optional(clientId),
    ...chosen,
    keyId: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 256 }), Type.Null()])),
    redirectUrl: Type.Optional(Type.Union([url, Type.Null()])),
    ...given,
  },
  { ...closed, title: 'OAuthConfigurationPatch' },
);

export type ClientBody = Static<typeof clientBody>;
export type ConfigurationBody = Static<typeof configurationBody>;
export type ConfigurationPlanBody = Static<typeof configurationPlanBody>;
export type ConfigurationPatch = Static<typeof configurationPatch>;
