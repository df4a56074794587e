/** `keyward organisation show` */
import type { Command } from 'commander';
import { type ConnectionFlags, clientFor, withConnection } from '../../connection.ts';
import { details, print } from '../../output.ts';

export function show(parent: Command): void {
  const command = parent
    .command('show [organisation]')
    .description('Show an organisation, by id or slug; by default that of the connection');
  withConnection(command).action(run);
}

async function run(named: string | undefined, flags: ConnectionFlags): Promise<void> {
  const client = await clientFor(flags, named);
  const organisation = await client.organisations.get();
  const { slug, name, id, version, createdAt } = organisation;
  const pairs = Object.entries({ slug, name, id, version, created: createdAt });
  print(organisation, details(pairs), flags.json);
}
