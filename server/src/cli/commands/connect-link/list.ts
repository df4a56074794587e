/** `keyward connect-link list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';

interface ListFlags extends ConnectionFlags, SolutionFlag {
  readonly limit?: number;
}

export function list(parent: Command): void {
  const command = parent.command('list').description('List the links, newest first; never their addresses');
  withConnection(withSolution(withLimit(command))).action(run);
}

async function run({ limit, ...flags }: ListFlags): Promise<void> {
  const client = await connect(flags);
  const items = await take(
    client.connectLinks.iterate({ ...pageOf(limit), ...defined({ solution: flags.solution }) }),
    limit,
  );
  const rows = items.map(({ id, status, key, provider, type, tries, expiresAt }) => {
    return [id, status, key, provider ?? type, String(tries), expiresAt];
  });
  const heads = ['ID', 'STATUS', 'KEY', 'FOR', 'TRIES', 'EXPIRES'];
  print(items, rows.length > 0 ? table(heads, rows) : 'No connect links.', flags.json);
}
