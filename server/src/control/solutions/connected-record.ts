/**
 * Records of connections that a solution brings along before they are connected: fields that are not secret, the key of an
 * organisation's OAuth configuration among them. A token is in none of them, and none can be used until it is connected.
 */

import { methodOf } from '../../catalogue/provider.ts';
import type { DeclaredCredential } from '../../catalogue/solution-template-schema.ts';
import { baseUrlOf, takeMethod } from '../../catalogue/take-method.ts';
import { knownType } from '../../catalogue/types/index.ts';
import type { Credential } from '../../domain/credential.ts';
import { newId } from '../../domain/id.ts';
import { parseAllowedOrigin, parseBaseUrl } from '../../domain/origin.ts';
import { Problem, type Violation } from '../../domain/problem.ts';
import { configurationOfConnection } from '../../store/oauth-configurations.ts';
import type { Queries } from '../../store/store.ts';
import type { Call } from '../route.ts';

/** What an authorisation server has said of a token; not true of one that is still to be handed out. */
const OF_TOKEN = 'scope';

/** Whether credentials of the type are made by connecting. */
export function isConnected(type: string): boolean {
  return knownType(type).isConnected === true;
}

/** The only thing that a new connection misses. */
export const notConnected: readonly Violation[] = [
  { path: '/fields/accessToken', message: 'is given by connecting it again' },
];

/** Plain fields of a connection that hold for another one too. */
export function lastingFields({ fields }: Pick<Credential, 'fields'>): Record<string, string> {
  const { [OF_TOKEN]: _granted, ...lasting } = fields;
  return lasting;
}

/** The plain fields that somebody gives: the provider's, and those of the type that no server hands out. */
export async function givenNames(call: Call, type: string, name: string | undefined): Promise<ReadonlySet<string>> {
  const provider = name === undefined ? undefined : await call.services.providers.find(call.organisation.id, name);
  if (name !== undefined && !provider) throw new Problem('credential/provider-unknown');
  const method = provider && methodOf(provider, type);
  const asked = [...(method?.fields ?? []), ...knownType(type).fields].filter(({ secret }) => !secret);
  return new Set(asked.map((spec) => spec.name).filter((field) => field !== OF_TOKEN));
}

async function placeOf(
  call: Call,
  { type, provider: name, baseUrl, allowedOrigins }: DeclaredCredential,
  fields: Record<string, string>,
) {
  const own = baseUrl === undefined ? undefined : parseBaseUrl(baseUrl);
  const provider = name === undefined ? undefined : await call.services.providers.find(call.organisation.id, name);
  const method = provider && methodOf(provider, type);
  if (provider && !method) throw new Problem('credential/provider-unknown');
  if (method) return takeMethod(method, fields, method.ownBaseUrl ? own : baseUrlOf(method, fields));
  return {
    fields,
    ...(own !== undefined && { baseUrl: own }),
    ...(allowedOrigins && { allowedOrigins: [...new Set(allowedOrigins.map(parseAllowedOrigin))].sort() }),
  };
}

/**
 * A connection as a template declares it.
 *
 * @throws Problem `credential/field-unknown`, `credential/provider-unknown`, `credential/origin-invalid`
 */
export async function connectedRecord(call: Call, declared: DeclaredCredential): Promise<Credential> {
  const { key, type, provider, name, description, fields = {} } = declared;
  const known = await givenNames(call, type, provider);
  const unknown = Object.keys(fields).filter((field) => !known.has(field));
  if (unknown.length > 0) {
    const errors = unknown.map((field) => ({
      path: `/fields/${field.slice(0, 64)}`,
      message: 'is not a plain field of this connection',
    }));
    throw new Problem('credential/field-unknown', { errors });
  }
  const { injection, ...place } = { injection: undefined, ...(await placeOf(call, declared, { ...fields })) };
  const at = call.services.clock();
  const by = call.principal.tokenId;
  return {
    ...{ organisationId: call.organisation.id, id: newId('cred'), solutionId: call.solutionId, key, type },
    ...(provider !== undefined && { provider }),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...place,
    ...(injection && { injection }),
    ...{ labels: {}, secrets: {}, status: 'incomplete', errors: notConnected },
    verification: { verdict: 'unverified', steps: [] },
    ...{ version: 1, createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
  };
}

/** What the checklist says of a connection that cannot be used: its configuration is missing, or it is to be connected. */
export async function connectionLacks(
  queries: Queries,
  credential: Credential,
): Promise<'configuration' | 'connection'> {
  if (credential.type !== 'OAuthAlias') return 'connection';
  return (await configurationOfConnection(queries, credential)) ? 'connection' : 'configuration';
}
