/** `keyward oauth-configuration create`: by provider, issuer or endpoints; the secret is sealed here. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { type ClientFlags, clientOf, withClient } from './client-flags.ts';

interface CreateFlags extends ConnectionFlags, ClientFlags {
  readonly key?: string;
  readonly clientId: string;
}

export function create(parent: Command): void {
  const command = parent
    .command('create')
    .description('Make an OAuth configuration, its client secret sealed for its own token URL')
    .option('--key <key>', 'by which connections name it');
  const described = withClient(command);
  described.options.find(({ long }) => long === '--client-id')!.makeOptionMandatory();
  withConnection(described).action(run);
}

async function run(flags: CreateFlags): Promise<void> {
  const client = await connect(flags);
  const { clientId, key, expectUrl: urls } = flags;
  const input = { ...(await clientOf(flags)), ...defined({ key }), clientId };
  const made = await client.oauthConfigurations.create(input, urls && { expect: { urls } });
  print(made, `Made ${made.key}: ${made.clientId} at ${made.tokenUrl}.`, flags.json);
}
