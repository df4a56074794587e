/** `keyward solution remove`: also `delete`; asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';

interface RemoveFlags extends ConnectionFlags {
  readonly yes?: boolean;
  readonly ifMatch?: number;
}

export function remove(parent: Command): void {
  const command = parent
    .command('remove <solution>')
    .alias('delete')
    .description('Delete a solution, in which no credential may live any more')
    .option('--yes', 'do not ask');
  withConnection(withIfMatch(command)).action(run);
}

async function run(reference: string, { yes, ifMatch, ...flags }: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  await assertConfirmed(`Delete ${reference}? Its slug may name another solution then.`, yes);
  await client.solutions.remove(reference, defined({ ifMatch }));
  print({ removed: reference }, `Deleted ${reference}.`, flags.json);
}
