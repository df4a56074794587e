/** `keyward consumer list` */
import type { OptionsOf } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

type Filters = Omit<OptionsOf<'consumers.list'>, 'cursor' | 'signal'>;

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List consumers, newest first')
    .option('--kind <kind>', 'of this kind')
    .option('--credential <key>', 'that use this credential')
    .option('--solution <solution>', "of this solution; '' for the organisation's own")
    .option('--search <text>', 'with this text in id or name');
  withConnection(withLimit(command)).action(run);
}

async function run(flags: Filters & ConnectionFlags): Promise<void> {
  const { kind, credential, solution, search, limit } = flags;
  const client = await connect(flags);
  const filters = defined({ kind, credential, solution, search });
  const items = await take(client.consumers.iterate({ ...filters, ...pageOf(limit) }), limit);
  const rows = items.map(({ kind, externalId, name, active, uses, link = '' }) => {
    const keys = [...new Set(uses.map(({ credential }) => credential))].join(' ');
    return [`${kind}/${externalId}`, name, active ? 'yes' : 'no', keys, link];
  });
  const text = rows.length > 0 ? table(['CONSUMER', 'NAME', 'ACTIVE', 'USES', 'LINK'], rows) : 'No consumer.';
  print(items, text, flags.json);
}
