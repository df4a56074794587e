/** `keyward credential list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';

export function list(parent: Command): void {
  withConnection(parent.command('list').description('List credentials; never their secrets')).action(run);
}

async function run(flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const items = await Array.fromAsync(client.credentials.iterate({ limit: 100 }));
  const rows = items.map(({ key, type, status, usable, verification, baseUrl = '' }) => [
    key,
    type,
    status,
    usable ? 'yes' : 'no',
    verification.verdict,
    baseUrl,
  ]);
  const text =
    rows.length === 0
      ? 'No credentials yet. Add one: keyward credential add <key> --type ApiKey'
      : table(['KEY', 'TYPE', 'STATUS', 'USABLE', 'VERDICT', 'BASE URL'], rows);
  print(items, text, flags.json);
}
