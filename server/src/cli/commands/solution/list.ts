/** `keyward solution list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly limit?: number;
}

export function list(parent: Command): void {
  withConnection(withLimit(parent.command('list').description('List the solutions that the token sees'))).action(run);
}

async function run({ limit, ...flags }: ListFlags): Promise<void> {
  const client = await connect(flags);
  const items = await take(client.solutions.iterate(pageOf(limit)), limit);
  const rows = items.map(({ slug, name, id, createdAt }) => [slug, name, id, createdAt]);
  print(items, table(['SLUG', 'NAME', 'ID', 'CREATED'], rows), flags.json);
}
