/** Root keys from the environment: `KEYWARD_ROOT_KEY`, separated by commas; the first one wraps. */
import { Problem } from '../domain/problem.ts';
import { parseRootKey, type RootKeyProvider } from './root-key.ts';

const VARIABLE = 'KEYWARD_ROOT_KEY';

/** The provider for an environment; spaces around a key are ignored. */
export function environmentRootKeys(environment: Readonly<Record<string, string | undefined>>): RootKeyProvider {
  return {
    name: 'environment',
    async load() {
      const text = environment[VARIABLE]?.trim();
      if (!text) throw new Problem('keys/root-key-missing', { detail: `${VARIABLE} is not set.` });
      return text.split(',').map((key) => parseRootKey(key.trim()));
    },
  };
}
