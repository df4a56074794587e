/** What clients send about a connection: the JSON shapes, before anything is looked up. */
import { type Static, Type } from 'typebox';
import { releases } from '../../domain/release.ts';
import { credentialBody, type credentialPatch } from '../credentials/credential-body.ts';
import { verifyModes } from '../credentials/verify-mode.ts';
import { clientBody } from '../oauth-configurations/client-body.ts';
import { inSolution, paging, text } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const { key, name, description, owner, labels, baseUrl, allowedOrigins, expiresAt, limits, provider, data, fields } =
  credentialBody.properties;

/** RFC 6749, section 3.3, and what vendors make of it. */
const scopes = Type.Array(Type.String({ minLength: 1, maxLength: 256, pattern: '^[\\x21\\x23-\\x5b\\x5d-\\x7e]+$' }), {
  maxItems: 100,
  uniqueItems: true,
});

const flow = {
  scopes: Type.Optional(scopes),
  returnUrl: Type.Optional(
    Type.String({
      maxLength: 2_048,
      description:
        'Where the browser goes in the end, with `status` and `credential`; of Keyward’s own origin or one of the setting `returnOrigins`.',
    }),
  ),
  expiresIn: Type.Optional(
    Type.Integer({ minimum: 60, maximum: 86_400, description: 'Seconds for the consent; 600 by default.' }),
  ),
};

/** What leaves the policy open here: whether the access token may be handed out. */
const policy = Type.Optional(
  Type.Object({ release: Type.Optional(Type.Array(Type.Enum([...releases]), { maxItems: 2 })) }, closed),
);

/** Body of a creation. */
export const connectionBody = Type.Object(
  {
    configuration: Type.Optional(
      Type.String({ maxLength: 128, description: 'Key or id of an OAuth configuration of the organisation.' }),
    ),
    client: Type.Optional(clientBody),
    type: Type.Optional(Type.Enum(['OAuth2Refresh'], { description: 'To bring in a refresh token.' })),
    provider,
    key,
    shadows: credentialBody.properties.shadows,
    ...{ name, description, owner, labels, baseUrl, allowedOrigins, expiresAt, limits, data, fields },
    grant: Type.Optional(
      Type.Enum(['authorization_code', 'client_credentials'], { description: '`authorization_code` by default.' }),
    ),
    policy,
    ...flow,
  },
  { ...closed, title: 'ConnectionInput' },
);

export type ConnectionBody = Static<typeof connectionBody>;

/** Body of a reconnection: what is left out stays. */
export const reconnectBody = Type.Object(
  {
    ...flow,
    provider,
    baseUrl,
    allowedOrigins,
    refreshToken: Type.Optional(
      Type.String({
        maxLength: 65_536,
        description: 'Of a connection whose refresh token was brought in: another one.',
      }),
    ),
  },
  { ...closed, title: 'ReconnectInput' },
);

export type ReconnectBody = Static<typeof reconnectBody>;

/** What of a connection a patch of its credential may not touch. */
export const patchedElsewhere = [
  'baseUrl',
  'allowedOrigins',
  'policy',
  'redactFields',
  'injection',
  'data',
  'fields',
  'sealed',
] as const satisfies (keyof typeof credentialPatch.properties)[];

/** Whether it is tried once it is connected. */
export const connectionQuery = Type.Object(
  { ...inSolution, verify: Type.Optional(Type.Enum(verifyModes.filter((mode) => mode !== 'enforce'))) },
  closed,
);

/** Which connections to list. */
export const connectionsQuery = Type.Object(
  {
    ...paging,
    ...inSolution,
    status: Type.Optional(Type.Enum(['valid', 'invalid', 'incomplete', 'reconnect_required'])),
    provider: Type.Optional(text(256, 1)),
  },
  closed,
);
