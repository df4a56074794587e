/** `keyward credential remove`: final; asks at a terminal unless told not to. */
import { confirm, isCancel } from '@clack/prompts';
import type { Command } from 'commander';
import { Problem } from '../../../domain/problem.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

interface RemoveFlags extends ConnectionFlags {
  readonly yes?: boolean;
}

export function remove(parent: Command): void {
  const command = parent
    .command('remove <key>')
    .description('Remove a credential; its secret is destroyed at once and for good')
    .option('--yes', 'do not ask');
  withConnection(command).action(run);
}

async function run(key: string, flags: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  if (!flags.yes) await assertConfirmed(key);
  await client.credentials.remove(key);
  print({ removed: key }, `Removed ${key}. Its secret is gone for good.`, flags.json);
}

async function assertConfirmed(key: string): Promise<void> {
  if (!process.stdin.isTTY) throw new Problem('config/invalid', { detail: 'No terminal to ask at: give --yes.' });
  const answer = await confirm({ message: `Remove ${key}? Its secret is destroyed for good.`, initialValue: false });
  if (isCancel(answer) || !answer) throw new Problem('config/invalid', { detail: 'Nothing was removed.' });
}
