/** `keyward provider remove`: also `delete`; asks at a terminal unless told not to. */
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
    .command('remove <provider>')
    .alias('delete')
    .description('Delete a provider of the organisation’s own')
    .option('--force', 'also one that credentials name: they keep what they took from it')
    .option('--yes', 'do not ask');
  withConnection(withIfMatch(command)).action(run);
}

async function run(name: string, { yes, force, ifMatch, ...flags }: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  await assertConfirmed(`Delete the provider ${name}?`, yes);
  await client.providers.remove(name.replace(/^org\//, ''), defined({ force, ifMatch }));
  print({ removed: name }, `Deleted ${name}.`, flags.json);
}
