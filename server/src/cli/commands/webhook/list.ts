/** `keyward webhook list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly limit?: number;
}

export function list(parent: Command): void {
  withConnection(withLimit(parent.command('list').description('List the webhooks'))).action(run);
}

async function run({ limit, ...flags }: ListFlags): Promise<void> {
  const client = await connect(flags);
  const items = await take(client.webhooks.iterate(pageOf(limit)), limit);
  const rows = items.map(({ id, url, status, eventTypes }) => [id, status, url, eventTypes?.join(' ') ?? 'all']);
  print(items, rows.length > 0 ? table(['ID', 'STATUS', 'URL', 'EVENTS'], rows) : 'No webhooks.', flags.json);
}
