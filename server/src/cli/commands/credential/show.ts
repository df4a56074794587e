/** `keyward credential show` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

export function show(parent: Command): void {
  withConnection(parent.command('show <key>').description('Show a credential; never its secrets')).action(run);
}

async function run(key: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const credential = await client.credentials.get(key);
  print(credential, JSON.stringify(credential, undefined, 2), flags.json);
}
