/** The definition of a configuration that is in force, its witness checked; the client's secret stays sealed. */
import { type OAuthDefinition, readOAuthDefinition } from '../../../domain/oauth-configuration.ts';
import type { OAuthFlow } from '../../../domain/oauth-flow.ts';
import { Problem } from '../../../domain/problem.ts';
import { findOAuthConfigurationById } from '../../../store/oauth-configurations.ts';
import { isWitness, witnessOAuthConfiguration } from '../../admit/witness.ts';
import type { BrokerParts } from '../../parts.ts';

/**
 * @throws Problem `connection/configuration-changed` where it is not as it was when the flow was begun,
 *   `oauth-configuration/unwitnessed` where it was written or edited past Keyward
 */
export async function definitionOfFlow(
  { store, keys }: Pick<BrokerParts, 'store' | 'keys'>,
  flow: OAuthFlow,
): Promise<OAuthDefinition> {
  const { organisationId, configurationId, configurationVersion } = flow;
  const configuration = await findOAuthConfigurationById(store.read, organisationId, configurationId);
  if (configuration?.version !== configurationVersion) throw new Problem('connection/configuration-changed');
  const key = await keys.witnessKey(organisationId);
  const isVouchedFor = isWitness(configuration.witness, witnessOAuthConfiguration(key, configuration));
  const definition = isVouchedFor ? readOAuthDefinition(configuration.document) : undefined;
  // By an identity provider people sign in; no connection is made with its client.
  if (!definition || definition.signIn) throw new Problem('oauth-configuration/unwitnessed');
  return definition;
}
