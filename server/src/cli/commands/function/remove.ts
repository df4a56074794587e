/** `keyward function remove`: also `delete`; asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';

interface RemoveFlags extends ConnectionFlags {
  readonly solution: string;
  readonly yes?: boolean;
  readonly ifMatch?: number;
}

export function remove(parent: Command): void {
  const command = parent
    .command('remove <name>')
    .alias('delete')
    .description('Delete a function with all its versions')
    .requiredOption('--solution <solution>', 'id or slug')
    .option('--yes', 'do not ask');
  withConnection(withIfMatch(command)).action(run);
}

async function run(name: string, { solution, yes, ifMatch, ...flags }: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  await assertConfirmed(`Delete ${name} with all its versions? Whoever invokes it gets 404 then.`, yes);
  await client.functions.remove(solution, name, defined({ ifMatch }));
  print({ removed: name }, `Deleted ${name}.`, flags.json);
}
