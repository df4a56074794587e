/** `keyward identity-provider create`: by issuer; the client secret is sealed here. */
import type { Command } from 'commander';
import { connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { groupOf, type PlaceFlags, type ProviderFlags, providerOf, withProvider } from './provider-flags.ts';

interface CreateFlags extends PlaceFlags, ProviderFlags {
  readonly key?: string;
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
}

export function create(parent: Command): void {
  const command = parent
    .command('create')
    .description('Make an identity provider; it answers the redirect URL to register there')
    .option('--key <key>', 'by which it is named here');
  const described = withProvider(command);
  for (const wanted of ['--title', '--issuer', '--client-id']) {
    described.options.find(({ long }) => long === wanted)!.makeOptionMandatory();
  }
  withConnection(described).action(run);
}

async function run(flags: CreateFlags): Promise<void> {
  const client = await connect(flags);
  const { title, issuer, clientId, key, expectUrl: urls } = flags;
  const input = { ...(await providerOf(flags)), ...defined({ key }), title, issuer, clientId };
  const made = await groupOf(client, flags).create(input, urls && { expect: { urls } });
  print(made, `Made ${made.key}. Register there, to the letter: ${made.redirectUrl}`, flags.json);
}
