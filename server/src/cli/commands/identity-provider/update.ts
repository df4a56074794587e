/** `keyward identity-provider update`: what is left out stays; another issuer asks for the secret again. */
import type { Command } from 'commander';
import { connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { groupOf, type PlaceFlags, type ProviderFlags, providerOf, withProvider } from './provider-flags.ts';

interface UpdateFlags extends PlaceFlags, ProviderFlags {
  readonly ifMatch?: number;
}

export function update(parent: Command): void {
  const command = parent
    .command('update <provider>')
    .description('Change an identity provider; another issuer or client ends the sessions that came by it');
  withConnection(withIfMatch(withProvider(command))).action(run);
}

async function run(reference: string, flags: UpdateFlags): Promise<void> {
  const client = await connect(flags);
  const { expectUrl: urls, ifMatch } = flags;
  const options = { ...defined({ ifMatch }), ...(urls && { expect: { urls } }) };
  const changed = await groupOf(client, flags).update(reference, await providerOf(flags), options);
  print(changed, `Changed ${changed.key} (version ${changed.version}).`, flags.json);
}
