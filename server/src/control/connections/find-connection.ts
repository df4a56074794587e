/** Finds the connection that a path names: a credential that was, or is to be, connected. */
import { typesOfConnections } from '../../domain/connection.ts';
import type { Credential } from '../../domain/credential.ts';
import {
  type OAuthConfiguration,
  type OAuthDefinition,
  readOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { Problem } from '../../domain/problem.ts';
import { configurationOfConnection } from '../../store/oauth-configurations.ts';
import { type CredentialCall, requireCredential } from '../credentials/find-live.ts';
import type { Call } from '../route.ts';

/** A call whose path ends in a connection's id or key. */
export type ConnectionCall<Query = unknown, Body = unknown> = CredentialCall<Query, Body>;

/** @throws Problem `credential/not-found`, also for a credential of another kind */
export async function requireConnection(call: ConnectionCall): Promise<Credential> {
  const found = await requireCredential(call);
  if (!typesOfConnections.has(found.type)) throw new Problem('credential/not-found');
  return found;
}

/** The client by which a connection is made. @throws Problem `oauth-configuration/not-found` */
export async function requireClient(
  { services }: Call,
  record: Credential,
): Promise<{ configuration: OAuthConfiguration; definition: OAuthDefinition }> {
  const configuration = await configurationOfConnection(services.store.read, record);
  const definition = configuration && readOAuthDefinition(configuration.document);
  if (!configuration || !definition) throw new Problem('oauth-configuration/not-found');
  return { configuration, definition };
}
