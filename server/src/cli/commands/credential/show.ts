/** `keyward credential show` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';
import type { CredentialJson } from './credential-json.ts';

export function show(parent: Command): void {
  withConnection(parent.command('show <key>').description('Show a credential; never its secrets')).action(run);
}

async function run(key: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const credential = await client.request<CredentialJson>('GET', `credentials/${encodeURIComponent(key)}`);
  print(credential, JSON.stringify(credential, undefined, 2), flags.json);
}
