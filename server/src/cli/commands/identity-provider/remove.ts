/** `keyward identity-provider delete`, also `remove`: asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { groupOf, type PlaceFlags, withPlace } from './provider-flags.ts';

interface RemoveFlags extends PlaceFlags {
  readonly yes?: boolean;
  readonly ifMatch?: number;
}

export function remove(parent: Command): void {
  const command = parent
    .command('remove <provider>')
    .alias('delete')
    .description('Remove an identity provider with its links; the sessions that came by it end')
    .option('--yes', 'do not ask');
  withConnection(withIfMatch(withPlace(command))).action(run);
}

async function run(reference: string, { yes, ifMatch, ...flags }: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  await assertConfirmed(`Remove the identity provider ${reference}, and all links to it?`, yes);
  await groupOf(client, flags).remove(reference, defined({ ifMatch }));
  print({ removed: reference }, `Removed ${reference}.`, flags.json);
}
