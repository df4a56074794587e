/** `keyward connect-link revoke`: nothing is asked, for a link is made again at once. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

export function revoke(parent: Command): void {
  const command = parent.command('revoke <id>').description('Withdraw a link that was not used');
  withConnection(command).action(run);
}

async function run(id: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  await client.connectLinks.remove(id);
  print({ revoked: id }, `Withdrew ${id}.`, flags.json);
}
