/** `keyward organisation create` */
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
    .description('Make an organisation, with keys of its own')
    .option('--slug <slug>', 'its name in paths; derived from the name if not given');
  withConnection(command).action(run);
}

async function run(name: string, flags: CreateFlags): Promise<void> {
  const client = await connect(flags);
  const organisation = await client.organisations.create({ name, ...defined({ slug: flags.slug }) });
  print(organisation, `Made ${organisation.slug} (${organisation.id}).`, flags.json);
}
