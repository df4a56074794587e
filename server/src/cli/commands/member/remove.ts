/** `keyward member remove`: asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

interface RemoveFlags extends ConnectionFlags {
  readonly yes?: boolean;
}

export function remove(parent: Command): void {
  const command = parent
    .command('remove <person>')
    .description('Remove a member, by id or email address; tokens that they issued stay')
    .option('--yes', 'do not ask');
  withConnection(command).action(run);
}

async function run(person: string, { yes, ...flags }: RemoveFlags): Promise<void> {
  const { members } = await connect(flags);
  await assertConfirmed(`Remove ${person}? They manage nothing here from then on.`, yes);
  await members.remove(person);
  print({ removed: person }, `Removed ${person}.`, flags.json);
}
