/** `keyward oauth-configuration list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';

export function list(parent: Command): void {
  withConnection(parent.command('list').description('List OAuth configurations, with the connections of each')).action(
    run,
  );
}

async function run(flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const items = await Array.fromAsync(client.oauthConfigurations.iterate());
  const rows = items.map(({ key, name = '', provider = '', clientId, tokenUrl, connections }) => {
    return [key, name, provider, clientId, tokenUrl, String(connections)];
  });
  print(items, table(['KEY', 'NAME', 'PROVIDER', 'CLIENT', 'TOKEN URL', 'CONNECTIONS'], rows), flags.json);
}
