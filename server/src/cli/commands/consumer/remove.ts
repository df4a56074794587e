/** `keyward consumer remove`: also `delete`; the credentials stay. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { consumerName } from './consumer-name.ts';

interface RemoveFlags extends ConnectionFlags {
  readonly ifMatch?: number;
}

export function remove(parent: Command): void {
  const command = parent
    .command('remove <kind/id>')
    .alias('delete')
    .description('Remove a consumer; what it named may be deleted then');
  withConnection(withIfMatch(command)).action(run);
}

async function run(reference: string, { ifMatch, ...flags }: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  await client.consumers.remove(...consumerName(reference), defined({ ifMatch }));
  print({ removed: reference }, `Removed ${reference}.`, flags.json);
}
