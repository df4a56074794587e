/** `keyward solution update`: its name; the slug is fixed. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';

interface UpdateFlags extends ConnectionFlags {
  readonly name: string;
  readonly ifMatch?: number;
}

export function update(parent: Command): void {
  const command = parent
    .command('update <solution>')
    .description('Rename a solution; its slug is fixed')
    .requiredOption('--name <name>', 'display name');
  withConnection(withIfMatch(command)).action(run);
}

async function run(reference: string, { name, ifMatch, ...flags }: UpdateFlags): Promise<void> {
  const client = await connect(flags);
  const solution = await client.solutions.update(reference, { name }, defined({ ifMatch }));
  print(solution, `Renamed ${solution.slug}.`, flags.json);
}
