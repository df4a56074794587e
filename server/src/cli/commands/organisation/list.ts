/** `keyward organisation list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly limit?: number;
}

export function list(parent: Command): void {
  const command = parent.command('list').description('List the organisations that the token sees');
  withConnection(withLimit(command)).action(run);
}

async function run({ limit, ...flags }: ListFlags): Promise<void> {
  const client = await connect(flags);
  const items = await take(client.organisations.iterate(pageOf(limit)), limit);
  const rows = items.map(({ slug, name, id, createdAt }) => [slug, name, id, createdAt]);
  print(items, table(['SLUG', 'NAME', 'ID', 'CREATED'], rows), flags.json);
}
