/** Identity providers as they are answered: everything but the secret, with the redirect URL to register. */
import { type Static, Type } from 'typebox';
import { firstSignInRoles, isSignInDefinition } from '../../domain/identity-provider.ts';
import { formatInstant } from '../../domain/instant.ts';
import {
  clientAuthentications,
  clientSecretField,
  type OAuthConfiguration,
  readOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { Problem } from '../../domain/problem.ts';
import { INSTALLATION } from '../../store/schema.ts';
import type { ControlServices } from '../route.ts';
import { instant } from '../schemas.ts';
import { SIGN_ON_CALLBACK_PATH } from '../sign-on/paths.ts';

const closed = { additionalProperties: false } as const;
const texts = Type.Array(Type.String());

/** Where it goes with what it has, before anything is stored. */
export const resolvedProviderView = Type.Object(
  {
    issuer: Type.String(),
    tokenUrl: Type.String(),
    clientAuthentication: Type.Enum([...clientAuthentications]),
    /** The field that holds the client's secret; absent for a public client. */
    secretField: Type.Optional(Type.Enum(['clientSecret', 'privateKey'])),
  },
  { ...closed, title: 'ResolvedIdentityProvider' },
);

/** An identity provider. */
export const identityProviderView = Type.Object(
  {
    id: Type.String(),
    key: Type.String(),
    title: Type.String(),
    /** Whether it is one of the installation: it confers all that a person has. */
    isOfInstallation: Type.Boolean(),
    active: Type.Boolean(),
    issuer: Type.String(),
    authorizationUrl: Type.String(),
    tokenUrl: Type.String(),
    jwksUrl: Type.String(),
    userinfoUrl: Type.Optional(Type.String()),
    clientId: Type.String(),
    clientAuthentication: Type.Enum([...clientAuthentications]),
    keyId: Type.Optional(Type.String()),
    assertionAlgorithm: Type.Optional(Type.String()),
    scopes: texts,
    allowedDomains: texts,
    /** What a first sign-in gives; absent: nobody comes in who has not linked their account. */
    membership: Type.Optional(
      Type.Object(
        { organisationId: Type.String(), role: Type.Enum([...firstSignInRoles]) },
        { ...closed, title: 'FirstMembership' },
      ),
    ),
    /** To be registered at the provider, to the letter. */
    redirectUrl: Type.String(),
    secrets: Type.Record(
      Type.String(),
      Type.Object({ set: Type.Boolean(), materialVersion: Type.Integer() }, { ...closed, title: 'ClientSecretState' }),
    ),
    version: Type.Integer(),
    createdAt: instant,
    createdBy: Type.String(),
    updatedAt: instant,
    updatedBy: Type.String(),
  },
  { ...closed, title: 'IdentityProvider' },
);

/** Oldest first: there are 20 at most. */
export const identityProvidersPage = Type.Object({ items: Type.Array(identityProviderView) }, closed);

/**
 * Where a provider sends browsers back to: each to an address of its own, so that the answer of one is never taken for that of
 * another, which would be given the code.
 *
 * @see RFC 9700, section 4.4.2.2
 */
export function signOnRedirectUrl({ publicUrl }: Pick<ControlServices, 'publicUrl'>, providerId: string): string {
  return `${publicUrl().url}${SIGN_ON_CALLBACK_PATH}/${providerId}`;
}

/** @throws Problem `oauth-configuration/unwitnessed` for a definition that cannot be read */
export function viewIdentityProvider(
  services: Pick<ControlServices, 'publicUrl'>,
  configuration: OAuthConfiguration,
): Static<typeof identityProviderView> {
  const { id, organisationId, secretVersion, version, createdAt, createdBy, updatedAt, updatedBy } = configuration;
  const definition = readOAuthDefinition(configuration.document);
  if (!isSignInDefinition(definition)) throw new Problem('oauth-configuration/unwitnessed');
  const { key, title, isActive: active, allowedDomains, membership } = definition.signIn;
  const { issuer, authorizationUrl, tokenUrl, jwksUrl, userinfoUrl, clientId, clientAuthentication } = definition;
  const { keyId, assertionAlgorithm, scopes } = definition;
  const field = clientSecretField(clientAuthentication);
  return {
    ...{ id, key, title, isOfInstallation: organisationId === INSTALLATION, active },
    ...{ issuer, authorizationUrl, tokenUrl, jwksUrl, ...(userinfoUrl !== undefined && { userinfoUrl }) },
    ...{ clientId, clientAuthentication, scopes: [...scopes], allowedDomains: [...allowedDomains] },
    ...(keyId !== undefined && { keyId }),
    ...(assertionAlgorithm !== undefined && { assertionAlgorithm }),
    ...(membership && { membership: { ...membership } }),
    redirectUrl: signOnRedirectUrl(services, id),
    secrets: field === undefined ? {} : { [field]: { set: true, materialVersion: secretVersion } },
    version,
    ...{ createdAt: formatInstant(createdAt), createdBy, updatedAt: formatInstant(updatedAt), updatedBy },
  };
}
