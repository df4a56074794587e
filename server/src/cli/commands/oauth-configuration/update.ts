/** `keyward oauth-configuration update`: what is left out stays; another token URL asks for the secret again. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { type ClientFlags, clientOf, withClient } from './client-flags.ts';

interface UpdateFlags extends ConnectionFlags, ClientFlags {
  readonly ifMatch?: number;
}

export function update(parent: Command): void {
  const command = parent.command('update <configuration>').description('Change an OAuth configuration');
  withConnection(withIfMatch(withClient(command))).action(run);
}

async function run(reference: string, flags: UpdateFlags): Promise<void> {
  const client = await connect(flags);
  const { expectUrl: urls, ifMatch } = flags;
  const options = { ...defined({ ifMatch }), ...(urls && { expect: { urls } }) };
  const changed = await client.oauthConfigurations.update(reference, await clientOf(flags), options);
  print(changed, `Changed ${changed.key} (version ${changed.version}).`, flags.json);
}
