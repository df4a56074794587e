/** Reads a provider of the organisation's own: what the broker has not signed is as good as not there. */
import { isSignedProvider, type OwnProvider } from '../../domain/own-provider.ts';
import { Problem } from '../../domain/problem.ts';
import { findOwnProvider } from '../../store/own-providers.ts';
import type { Call } from '../route.ts';

/**
 * @param name - `org/…`
 * @throws Problem `provider/not-found`
 */
export async function requireOwnProvider(
  { services, organisation }: Pick<Call, 'services' | 'organisation'>,
  name: string,
): Promise<OwnProvider> {
  const provider = await findOwnProvider(services.store.read, organisation.id, name);
  const isGenuine = provider !== undefined && isSignedProvider(provider, services.brokerPublicKey);
  if (!isGenuine) throw new Problem('provider/not-found');
  return provider;
}
