/** OAuth configurations as they are answered: everything but the secret, of which only is told that it is set. */
import { type Static, Type } from 'typebox';
import { formatInstant } from '../../domain/instant.ts';
import {
  clientAuthentications,
  clientSecretField,
  type OAuthConfiguration,
  readOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { Problem } from '../../domain/problem.ts';
import { instant, paging } from '../schemas.ts';

const closed = { additionalProperties: false } as const;
const optionalText = Type.Optional(Type.String());
const texts = Type.Array(Type.String());
const named = Type.Record(Type.String(), Type.String());

/** Path of a configuration: its id or key. */
export const configurationParams = Type.Object({ organisation: Type.String(), configuration: Type.String() });

/** Where a list goes on. */
export const configurationsQuery = Type.Object(paging, closed);

const server = {
  provider: optionalText,
  issuer: optionalText,
  authorizationUrl: optionalText,
  tokenUrl: Type.String(),
  revocationUrl: optionalText,
  jwksUrl: optionalText,
};

/** The endpoints that a configuration comes to, before it is stored. */
export const resolvedView = Type.Object(
  {
    ...server,
    clientAuthentication: Type.Enum([...clientAuthentications]),
    /** The field that holds the client's secret; absent for a public client. */
    secretField: Type.Optional(Type.Enum(['clientSecret', 'privateKey'])),
  },
  { ...closed, title: 'ResolvedOAuthClient' },
);

/** An OAuth configuration. */
export const configurationView = Type.Object(
  {
    id: Type.String(),
    key: Type.String(),
    name: optionalText,
    ...server,
    clientId: Type.String(),
    clientAuthentication: Type.Enum([...clientAuthentications]),
    keyId: optionalText,
    assertionAlgorithm: optionalText,
    pkce: Type.Enum(['S256', 'none']),
    nonce: Type.Boolean(),
    scopes: texts,
    scopeSeparator: Type.String(),
    parameters: named,
    resources: texts,
    allowedDomains: texts,
    rotatesRefreshToken: Type.Boolean(),
    /** Absent: Keyward's own callback below its public URL. */
    redirectUrl: optionalText,
    /** By `clientSecret` or `privateKey`; empty for a public client. */
    secrets: Type.Record(
      Type.String(),
      Type.Object({ set: Type.Boolean(), materialVersion: Type.Integer() }, { ...closed, title: 'ClientSecretState' }),
    ),
    /** How many connections are made by it. */
    connections: Type.Integer(),
    version: Type.Integer(),
    createdAt: instant,
    createdBy: Type.String(),
    updatedAt: instant,
    updatedBy: Type.String(),
  },
  { ...closed, title: 'OAuthConfiguration' },
);

/** Configurations, newest first. */
export const configurationsPage = Type.Object(
  { items: Type.Array(configurationView), nextCursor: Type.Optional(Type.String()) },
  closed,
);

/**
 * @param connections - How many are made by it.
 * @throws Problem `oauth-configuration/unwitnessed` for a definition that cannot be read
 */
export function viewConfiguration(
  configuration: OAuthConfiguration,
  connections: number,
): Static<typeof configurationView> {
  const { id, key, name, secretVersion, version, createdAt, createdBy, updatedAt, updatedBy } = configuration;
  const definition = readOAuthDefinition(configuration.document);
  if (!definition) throw new Problem('oauth-configuration/unwitnessed');
  const { sendsIssuer: _, quirks: __, ...shown } = definition;
  const field = clientSecretField(definition.clientAuthentication);
  return {
    ...{ id, key: key!, ...(name !== undefined && { name }) },
    ...shown,
    ...{ scopes: [...shown.scopes], resources: [...shown.resources], allowedDomains: [...shown.allowedDomains] },
    parameters: { ...shown.parameters },
    secrets: field === undefined ? {} : { [field]: { set: true, materialVersion: secretVersion } },
    connections,
    version,
    ...{ createdAt: formatInstant(createdAt), createdBy, updatedAt: formatInstant(updatedAt), updatedBy },
  };
}
