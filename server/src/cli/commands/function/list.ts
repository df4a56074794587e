/** `keyward function list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly solution: string;
  readonly limit?: number;
}

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List the functions of a solution')
    .requiredOption('--solution <solution>', 'id or slug');
  withConnection(withLimit(command)).action(run);
}

async function run({ solution, limit, ...flags }: ListFlags): Promise<void> {
  const client = await connect(flags);
  const items = await take(client.functions.iterate(solution, pageOf(limit)), limit);
  const rows = items.map(({ name, state, version, updatedAt }) => [name, state, String(version), updatedAt]);
  print(items, table(['NAME', 'STATE', 'VERSION', 'CHANGED'], rows), flags.json);
}
