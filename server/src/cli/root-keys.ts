/** Where this process gets its root keys: the environment, else the file, made on the first start of a new database. */
import { access } from 'node:fs/promises';
import { Problem } from '../domain/problem.ts';
import { environmentRootKeys } from '../keys/env.ts';
import { createRootKeyFile, fileRootKeys } from '../keys/file.ts';
import type { RootKey, RootKeyProvider } from '../keys/root-key.ts';
import type { Logger } from '../log/logger.ts';
import { listWrappedKeys } from '../store/keys.ts';
import type { Store } from '../store/store.ts';

/** The provider that is configured: the environment's where it is set. */
export function rootKeyProvider(file: string, environment: NodeJS.ProcessEnv): RootKeyProvider {
  return environment.KEYWARD_ROOT_KEY ? environmentRootKeys(environment) : fileRootKeys(file);
}

/**
 * The root keys; none where they are missing from a database that has wrapped keys. A new one is made only for a
 * database without any: a second one would not open what the first has wrapped.
 *
 * @throws Problem `keys/root-key-invalid`
 */
export async function findRootKeys(
  store: Store,
  file: string,
  environment: NodeJS.ProcessEnv,
  logger: Logger,
): Promise<RootKey[]> {
  const provider = rootKeyProvider(file, environment);
  const isNew = (await listWrappedKeys(store.read)).length === 0;
  if (isNew && provider.name === 'file') await createRootKeyFile(file);
  try {
    return await provider.load();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'keys/root-key-missing') throw error;
    logger.error({ code: error.code, provider: provider.name }, 'no root key');
    return [];
  }
}

/**
 * A control plane must not be able to open: it refuses to run where it could read a root key.
 *
 * @throws Problem `config/invalid`
 */
export async function assertNoRootKey(file: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const isFile = await access(file).then(
    () => true,
    () => false,
  );
  if (isFile || environment.KEYWARD_ROOT_KEY) {
    throw new Problem('config/invalid', { detail: 'A control plane refuses to start where a root key is configured.' });
  }
}
