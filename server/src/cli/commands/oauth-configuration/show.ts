/** `keyward oauth-configuration show` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';

export function show(parent: Command): void {
  withConnection(
    parent.command('show <configuration>').description('Show an OAuth configuration, by key or id'),
  ).action(run);
}

async function run(reference: string, flags: ConnectionFlags): Promise<void> {
  const found = await (await connect(flags)).oauthConfigurations.get(reference);
  const rows = Object.entries(found).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  print(found, table(['', ''], rows), flags.json);
}
