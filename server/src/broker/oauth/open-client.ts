/**
 * Opens a client: the definition of an OAuth configuration, its witness checked, and its secret, which opens under the
 * policy that it was sealed with alone. Whoever sends the secret asks that policy for the URL first.
 */
import type { Material } from '../../domain/credential.ts';
import {
  CLIENT_TYPE,
  type ClientAuthentication,
  clientPlacement,
  clientPolicy,
  clientSecretField,
  type OAuthConfiguration,
  type OAuthDefinition,
  readOAuthDefinition,
} from '../../domain/oauth-configuration.ts';
import { type Policy, parsePolicy } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { Secret } from '../../domain/secret.ts';
import { findMaterial } from '../../store/material.ts';
import { findOAuthConfigurationById } from '../../store/oauth-configurations.ts';
import { isWitness, witnessMaterial, witnessOAuthConfiguration } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';
import { openMaterial } from '../resolve/open-material.ts';

/** A client ready to show itself. */
export interface OpenedClient {
  readonly configuration: OAuthConfiguration;
  readonly definition: OAuthDefinition;
  /** Client secret, or private key in PEM (PKCS #8); absent for a public client. */
  readonly secret?: Secret<string>;
  /** As sealed with the secret; of a public client as its witnessed definition has it. */
  readonly policy: Policy;
}

type Parts = Pick<BrokerParts, 'store' | 'keys'>;

/**
 * @param configurationId - `oac_…`, named or private.
 * @throws Problem `oauth-configuration/not-found`, `oauth-configuration/unwitnessed` for a row that was written or edited
 *   past Keyward, `credential/unopenable`, `keys/root-key-missing`
 */
export async function openClient(parts: Parts, organisationId: string, configurationId: string): Promise<OpenedClient> {
  const configuration = await findOAuthConfigurationById(parts.store.read, organisationId, configurationId);
  if (!configuration) throw new Problem('oauth-configuration/not-found');
  return openConfiguration(parts, configuration);
}

/** The same for a configuration that has been read. @throws Problem those of `openClient` */
export async function openConfiguration(parts: Parts, configuration: OAuthConfiguration): Promise<OpenedClient> {
  const key = await parts.keys.witnessKey(configuration.organisationId);
  if (!isWitness(configuration.witness, witnessOAuthConfiguration(key, configuration))) {
    throw new Problem('oauth-configuration/unwitnessed');
  }
  const definition = readOAuthDefinition(configuration.document);
  if (!definition) throw new Problem('oauth-configuration/unwitnessed');
  const field = clientSecretField(definition.clientAuthentication);
  if (field === undefined) return { configuration, definition, policy: clientPolicy(definition) };
  const material = await findClientMaterial(parts, configuration, field);
  if (!material || !isWitness(material.witness, witnessMaterial(key, material))) {
    throw new Problem('oauth-configuration/unwitnessed');
  }
  const opened = await openMaterial(parts.keys, { ...material, type: CLIENT_TYPE });
  const secret = new Secret(opened.reveal().toString('utf8'));
  opened.wipe();
  return { configuration, definition, secret, policy: parsePolicy(material.policy) };
}

function findClientMaterial(
  { store }: Parts,
  { organisationId, id, secretVersion }: OAuthConfiguration,
  field: string,
): Promise<Material | undefined> {
  return findMaterial(store.read, organisationId, { credentialId: id, field, materialVersion: secretVersion });
}

/**
 * Refuses to show the client at a URL that its secret was not sealed for, or in another way than it was sealed for.
 *
 * @param url - Whole, in its normal form.
 * @param authentication - By default the one of the token URL.
 * @throws Problem `policy/origin-refused`, `policy/placement-refused`
 */
export function assertClientPermitted(
  { policy, definition }: Pick<OpenedClient, 'policy' | 'definition'>,
  url: string,
  authentication: ClientAuthentication = definition.clientAuthentication,
): void {
  const { origins = [], placements = [] } = policy.roles.token ?? {};
  if (!origins.includes(url)) throw new Problem('policy/origin-refused');
  if (!placements.includes(clientPlacement(authentication))) {
    throw new Problem('policy/placement-refused');
  }
}
