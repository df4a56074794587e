/** Identity providers as the broker vouches for them: read with their rules, the witness checked; the client's secret stays sealed. */
import { isIdentityProvider, isSignInDefinition, type SignInDefinition } from '../../../domain/identity-provider.ts';
import { type OAuthConfiguration, readOAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { Problem } from '../../../domain/problem.ts';
import { findOAuthConfigurationById } from '../../../store/oauth-configurations.ts';
import { isWitness, witnessOAuthConfiguration } from '../../admit/witness.ts';
import type { PeopleParts } from '../people-parts.ts';

/** One that may be believed. */
export interface VouchedProvider {
  readonly configuration: OAuthConfiguration;
  readonly definition: SignInDefinition;
}

/** Which one. */
export interface ProviderReference {
  /** `installation` for one of the installation. */
  readonly organisationId: string;
  readonly providerId: string;
}

/** Undefined where there is none in force, or one that was written past the broker. */
export async function vouchedProvider(
  { store, keys }: Pick<PeopleParts, 'store' | 'keys'>,
  { organisationId, providerId }: ProviderReference,
): Promise<VouchedProvider | undefined> {
  if (!isIdentityProvider({ id: providerId })) return undefined;
  const configuration = await findOAuthConfigurationById(store.read, organisationId, providerId);
  if (!configuration) return undefined;
  const key = await keys.witnessKey(organisationId);
  if (!isWitness(configuration.witness, witnessOAuthConfiguration(key, configuration))) return undefined;
  const definition = readOAuthDefinition(configuration.document);
  return isSignInDefinition(definition) ? { configuration, definition } : undefined;
}

/** @throws Problem `identity-provider/not-found` */
export async function requireProvider(
  parts: Pick<PeopleParts, 'store' | 'keys'>,
  reference: ProviderReference,
): Promise<VouchedProvider> {
  const found = await vouchedProvider(parts, reference);
  if (!found) throw new Problem('identity-provider/not-found');
  return found;
}
