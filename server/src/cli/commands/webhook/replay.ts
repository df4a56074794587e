/** `keyward webhook replay` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

export function replay(parent: Command): void {
  const command = parent
    .command('replay <webhook> <delivery>')
    .description('Send a delivery again, whatever has become of it');
  withConnection(command).action(run);
}

async function run(id: string, delivery: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const replayed = await client.webhooks.replay(id, delivery);
  print(replayed, `${delivery} is sent again.`, flags.json);
}
