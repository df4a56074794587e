/** `keyward type list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';

export function list(parent: Command): void {
  withConnection(parent.command('list').description('List the types of credentials')).action(run);
}

async function run(flags: ConnectionFlags): Promise<void> {
  const { items } = await (await connect(flags)).credentialTypes.list();
  const rows = items.map(({ name, title, description }) => [name, title, description]);
  print(items, table(['NAME', 'TITLE', 'DESCRIPTION'], rows), flags.json);
}
