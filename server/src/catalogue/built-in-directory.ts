/** The directory of providers that are the same for every organisation: those that Keyward brings. */
import type { Provider, ProviderDirectory } from './provider.ts';

/** A directory of the given providers and no others. */
export function builtInDirectory(providers: readonly Provider[]): ProviderDirectory {
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  return {
    find: async (_organisationId, name) => byName.get(name),
    list: async () => providers,
  };
}
