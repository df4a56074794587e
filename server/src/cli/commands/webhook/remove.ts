/** `keyward webhook remove`: also `delete`; asks at a terminal unless told not to. */
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
    .command('remove <webhook>')
    .alias('delete')
    .description('Delete a webhook with its deliveries and the secret that was made for it')
    .option('--yes', 'do not ask');
  withConnection(withIfMatch(command)).action(run);
}

async function run(id: string, { yes, ifMatch, ...flags }: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  await assertConfirmed(`Delete ${id}? What waits for it is never sent.`, yes);
  await client.webhooks.remove(id, defined({ ifMatch }));
  print({ removed: id }, `Deleted ${id}.`, flags.json);
}
