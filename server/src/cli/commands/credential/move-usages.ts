/** `keyward credential move-usages`: what names a credential names another one from then on. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { collect, defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';
import { consumerName } from '../consumer/consumer-name.ts';

interface MoveFlags extends SolutionFlag, ConnectionFlags {
  readonly to: string;
  readonly only?: readonly string[];
}

export function moveUsages(parent: Command): void {
  const command = parent
    .command('move-usages <key>')
    .description('Move what names a credential to another one of the same component')
    .requiredOption('--to <key>', 'the credential that is named from then on')
    .option('--only <kind/id>', 'this user alone, a function as function/fn_…; may be repeated', collect);
  withConnection(withSolution(command)).action(run);
}

async function run(key: string, flags: MoveFlags): Promise<void> {
  const { to, only, solution } = flags;
  const references = only?.map(consumerName).map(([kind, id]) => ({ kind, id }));
  const client = await connect(flags);
  const result = await client.credentials.moveUsages(
    key,
    { with: to, ...defined({ references }) },
    defined({ solution }),
  );
  const { moved, left, functions } = result;
  const granted =
    functions > 0 ? `\n${functions} of them functions: tokens that were granted these are to be issued anew.` : '';
  print(result, `Moved ${moved} of its uses to ${to}; ${left} still name ${key}.${granted}`, flags.json);
}
