/**
 * Makes a one-time link with the root key that is at hand. Loaded by `keyward person reset` alone: it needs most of the
 * broker.
 */
import { join } from 'node:path';
import { createBrokerKeys } from '../broker/broker-keys.ts';
import { insertMachineLink } from '../broker/people/machine-link.ts';
import type { Config } from '../config.ts';
import { normaliseEmail } from '../domain/person.ts';
import { Problem } from '../domain/problem.ts';
import type { Secret } from '../domain/secret.ts';
import { openStore } from '../store/open-store.ts';
import { findPersonByEmail } from '../store/people.ts';
import { INSTALLATION } from '../store/schema.ts';
import { rootKeyProvider } from './root-keys.ts';

/**
 * @param email - Of the account; undefined for a new owner.
 * @throws Problem `store/unavailable`, `keys/root-key-missing`, `member/not-found`
 */
export async function makeLink(config: Config, email: string | undefined): Promise<Secret<string>> {
  const rootKeys = await rootKeyProvider(config.rootKeyFile, process.env).load();
  const store = await openStore({ url: config.database ?? `sqlite:${join(config.data, 'keyward.sqlite')}` });
  try {
    const now = await store.now();
    const clock = () => now;
    const witnessKey = await createBrokerKeys(store, rootKeys, clock).witnessKey(INSTALLATION);
    const account = email === undefined ? undefined : (normaliseEmail(email) ?? '');
    if (account !== undefined && !(await findPersonByEmail(store.read, account))) throw new Problem('member/not-found');
    return await store.transaction((tx) => insertMachineLink({ clock, witnessKey }, tx, account));
  } finally {
    await store.close();
  }
}
