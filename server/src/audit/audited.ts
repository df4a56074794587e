/**
 * Credentials, access tokens and organisations as the audit log may know them: named member by member, so that a new
 * member stays out of the log until somebody decides that it may be in it. Never material, tokens or hashes.
 */
import type { AccessToken } from '../domain/access-token.ts';
import type { ConsumerWithUses } from '../domain/consumer.ts';
import type { Credential } from '../domain/credential.ts';
import type { FunctionRecord } from '../domain/function.ts';
import { formatInstant, type Instant } from '../domain/instant.ts';
import { clientSecretField, type OAuthConfiguration, readOAuthDefinition } from '../domain/oauth-configuration.ts';
import type { OwnProvider } from '../domain/own-provider.ts';
import type { Solution } from '../domain/solution.ts';
import type { Organisation } from '../store/organisations.ts';
import type { Audited } from './diff.ts';

function at(moment: Instant | undefined): string | undefined {
  return moment === undefined ? undefined : formatInstant(moment);
}

/** Everything that a person writes, with the status; the secrets by their versions. */
export function auditedCredential(credential: Credential): Audited {
  const { key, name, description, owner, labels, type, provider, baseUrl, allowedOrigins } = credential;
  const { solutionId, fields, binaryFields, redactFields, injection, limits, status, expiresAt, secrets } = credential;
  const scope = solutionId === '' ? {} : { solutionId };
  const described = { ...scope, key, type, provider, name, description, owner, labels, baseUrl, allowedOrigins };
  const values = { fields: { ...fields, ...binaryFields }, redactFields, injection, limits };
  return { members: { ...described, ...values, status, expiresAt: at(expiresAt) }, secrets };
}

/** What the token confers, how much and until when. */
export function auditedAccessToken(token: AccessToken): Audited {
  const { name, role, grants, solutions, limits, expiresAt, revokedAt } = token;
  return {
    members: {
      ...{ name, role, grants: grants.map(auditedGrant), solutions, limits },
      ...{ expiresAt: at(expiresAt), revokedAt: at(revokedAt) },
    },
  };
}

function auditedGrant({ expiresAt, ...grant }: AccessToken['grants'][number]): object {
  return { ...grant, ...(expiresAt !== undefined && { expiresAt: at(expiresAt) }) };
}

/** Slug and name. */
export function auditedSolution({ slug, name }: Solution): Audited {
  return { members: { slug, name } };
}

/** The name, the version and all that the provider says: it has no secrets. */
export function auditedProvider({ name, document }: OwnProvider): Audited {
  return { members: { name, provider: JSON.parse(document) } };
}

/** All that its own system says of it. */
export function auditedConsumer({ consumer, uses }: ConsumerWithUses): Audited {
  const { name, isActive: active, solutionId, link } = consumer;
  return { members: { name, active, ...(solutionId !== '' && { solutionId }), link, uses } };
}

/** The name, whether it is active, and all that the definition says: it has no secrets. */
export function auditedFunction({ name, document, digest }: FunctionRecord): Audited {
  return { members: { name, digest, definition: JSON.parse(document) } };
}

/** The key, the name and all that the definition says; the secret by its version. */
export function auditedOAuthConfiguration(configuration: OAuthConfiguration): Audited {
  const { key, credentialId, name, document, secretVersion } = configuration;
  const definition = readOAuthDefinition(document);
  const field = definition && clientSecretField(definition.clientAuthentication);
  const secrets = field === undefined ? {} : { [field]: secretVersion };
  return { members: { key, credentialId, name, ...definition }, secrets };
}

/** Name, slug and settings. */
export function auditedOrganisation({ slug, name, settings }: Organisation): Audited {
  return { members: { slug, name, settings } };
}
