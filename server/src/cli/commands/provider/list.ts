/** `keyward provider list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly category?: string;
  readonly type?: string;
  readonly search?: string;
}

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List the providers that a credential may be on')
    .option('--category <category>', 'crm, mail, payments …')
    .option('--type <type>', 'those that take credentials of this type')
    .option('--search <text>', 'in name, title and description');
  withConnection(command).action(run);
}

async function run({ category, type, search, ...flags }: ListFlags): Promise<void> {
  const client = await connect(flags);
  const items = await Array.fromAsync(
    client.providers.iterate(defined({ category, type, search }) as Parameters<typeof client.providers.iterate>[0]),
  );
  const rows = items.map((item) => {
    const types = item.types.map((name) => (item.verifiable.includes(name) ? `${name} ✓` : name));
    return [item.name, item.title, item.categories.join(', '), types.join(', '), item.evidence.kind];
  });
  print(items, table(['NAME', 'TITLE', 'CATEGORIES', 'TYPES (✓ VERIFIABLE)', 'EVIDENCE'], rows), flags.json);
}
