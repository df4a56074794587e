/** `keyward solution create` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';

interface CreateFlags extends ConnectionFlags {
  readonly slug?: string;
}

export function create(parent: Command): void {
  const command = parent
    .command('create <name>')
    .description('Make a solution')
    .option('--slug <slug>', 'its name in paths, fixed for ever; derived from the name if not given');
  withConnection(command).action(run);
}

async function run(name: string, flags: CreateFlags): Promise<void> {
  const client = await connect(flags);
  const solution = await client.solutions.create({ name, ...defined({ slug: flags.slug }) });
  print(solution, `Made ${solution.slug} (${solution.id}).`, flags.json);
}
