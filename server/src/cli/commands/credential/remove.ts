/** `keyward credential remove`: final; asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';

interface RemoveFlags extends SolutionFlag, ConnectionFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly ifMatch?: number;
}

export function remove(parent: Command): void {
  const command = parent
    .command('remove <key>')
    .description('Remove a credential; its secret is destroyed at once and for good')
    .option('--force', 'also while something uses it: that fails from then on')
    .option('--yes', 'do not ask');
  withConnection(withIfMatch(withSolution(command))).action(run);
}

async function run(key: string, flags: RemoveFlags): Promise<void> {
  const client = await connect(flags);
  await assertConfirmed(`Remove ${key}? Its secret is destroyed for good.`, flags.yes);
  await client.credentials.remove(
    key,
    defined({ force: flags.force, ifMatch: flags.ifMatch, solution: flags.solution }),
  );
  print({ removed: key }, `Removed ${key}. Its secret is gone for good.`, flags.json);
}
