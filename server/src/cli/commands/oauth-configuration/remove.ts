/** `keyward oauth-configuration delete`, also `remove`: asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';

interface RemoveFlags extends ConnectionFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly ifMatch?: number;
}

export function remove(parent: Command): void {
  const command = parent
    .command('remove <configuration>')
    .alias('delete')
    .description('Delete an OAuth configuration and destroy its secret')
    .option('--force', 'also one that connections use: they are not renewed any more')
    .option('--yes', 'do not ask');
  withConnection(withIfMatch(command)).action(run);
}

async function run(reference: string, { yes, force, ifMatch, ...flags }: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  await assertConfirmed(`Delete the OAuth configuration ${reference}?`, yes);
  await client.oauthConfigurations.remove(reference, defined({ force, ifMatch }));
  print({ removed: reference }, `Deleted ${reference}.`, flags.json);
}
