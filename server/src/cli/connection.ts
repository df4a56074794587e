/** The connection of a client command: its flags, and the client made of what settings.ts finds. */
import { KeywardClient } from '@keyward/sdk';
import type { Command } from 'commander';
import { Problem } from '../domain/problem.ts';
import { type ConnectionFlags, DATA_DEFAULT, findSettings, type Settings, settingSpecs } from './settings.ts';

export type { ConnectionFlags } from './settings.ts';

/** Adds the flags that every client command takes. A token itself is no flag: other users could read it. */
export function withConnection(command: Command): Command {
  for (const { flagText, what, env, default: preset } of settingSpecs) {
    command.option(flagText, `${what} (${env}${preset === undefined ? '' : `; default ${preset}`})`);
  }
  return command
    .option('--profile <name>', 'profile of `keyward login` (KEYWARD_PROFILE; default the current one)')
    .option('--data <folder>', `folder with admin-token and broker-key.pub (KEYWARD_DATA; default ${DATA_DEFAULT})`)
    .option('--json', 'print JSON');
}

/**
 * The client of these settings.
 *
 * @throws Problem `token/missing` where no token was found
 */
export function clientOf({ url, organisation, token, brokerKey }: Settings): KeywardClient {
  if (token === undefined) {
    throw new Problem('token/missing', {
      detail: 'No token: give --token-file or KEYWARD_TOKEN, or log in with `keyward login`.',
    });
  }
  return new KeywardClient({
    url: url.value,
    token: token.value,
    organisation: organisation.value,
    ...(brokerKey !== undefined && { brokerKey: brokerKey.value }),
  });
}

/** @throws Problem `token/missing` where no token can be found */
export async function connect(flags: ConnectionFlags): Promise<KeywardClient> {
  return clientOf(await findSettings(flags, process.env));
}

/** The client for the organisation that a command names, else for that of the connection. */
export async function clientFor(flags: ConnectionFlags, organisation: string | undefined): Promise<KeywardClient> {
  const client = await connect(flags);
  return organisation === undefined ? client : client.forOrganisation(organisation);
}
