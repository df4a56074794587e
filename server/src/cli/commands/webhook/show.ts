/** `keyward webhook show`, also `get` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { details, print } from '../../output.ts';

export function show(parent: Command): void {
  withConnection(
    parent.command('show <webhook>').alias('get').description('Show a webhook, without its secret'),
  ).action(run);
}

async function run(id: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const webhook = await client.webhooks.get(id);
  const { eventTypes, previous, ...rest } = webhook;
  const more = {
    eventTypes: eventTypes?.join(' ') ?? 'all',
    ...(previous && { previous: `${previous.credentialId} until ${previous.until}` }),
  };
  const shown = Object.entries({ ...rest, ...more }).map(([name, value]) => [name, String(value)] as const);
  print(webhook, details(shown), flags.json);
}
