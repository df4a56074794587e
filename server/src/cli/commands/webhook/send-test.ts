/** `keyward webhook test` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

export function test(parent: Command): void {
  withConnection(parent.command('test <webhook>').description('Send a webhook an event webhook.test')).action(run);
}

async function run(id: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const sent = await client.webhooks.test(id);
  print(sent, `Sent ${sent.eventId}; see \`keyward webhook deliveries ${id}\`.`, flags.json);
}
