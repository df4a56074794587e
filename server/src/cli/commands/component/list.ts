/** `keyward component list`: how many credentials each component has. */
import type { OptionsOf } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { collect, defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

type Filters = Omit<OptionsOf<'components.list'>, 'signal'>;

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('Count credentials by component')
    .option('--owner <owner>', 'of this owner')
    .option('--solution <solution>', "of this solution; '' for the organisation's own")
    .option('--label <name=value>', 'with this label; may be repeated, all must be there', collect);
  withConnection(command).action(run);
}

async function run({ owner, solution, label, ...flags }: Filters & ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const { items } = await client.components.list(defined({ owner, solution, label }));
  const rows = items.map(({ component, kind, credentials, valid, title = '' }) => [
    component,
    kind,
    String(credentials),
    String(valid),
    title,
  ]);
  const text =
    rows.length > 0 ? table(['COMPONENT', 'KIND', 'CREDENTIALS', 'VALID', 'TITLE'], rows) : 'No credentials match.';
  print(items, text, flags.json);
}
