/** `keyward webhook deliveries`: newest first. */
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

interface DeliveriesFlags extends ConnectionFlags {
  readonly state?: 'pending' | 'delivered' | 'dead';
  readonly limit: number;
}

const NEWEST = 50;
const HEADING = ['AT', 'ID', 'EVENT', 'STATE', 'ATTEMPTS', 'ANSWER', 'NEXT'];

export function deliveries(parent: Command): void {
  const command = parent
    .command('deliveries <webhook>')
    .description('List what was sent to a webhook, newest first, 200 at most')
    .addOption(new Option('--state <state>', 'in this state').choices(['pending', 'delivered', 'dead']));
  withConnection(withLimit(command, NEWEST)).action(run);
}

async function run(id: string, { state, limit, ...flags }: DeliveriesFlags): Promise<void> {
  const client = await connect(flags);
  const { items } = await client.webhooks.deliveries(id, { ...defined({ state }), ...pageOf(limit) });
  const rows = items.map((one) => [
    one.createdAt,
    one.id,
    one.eventType,
    one.state,
    String(one.attempts),
    String(one.status ?? one.code ?? ''),
    one.nextAt ?? '',
  ]);
  print(items, rows.length > 0 ? table(HEADING, rows) : 'No deliveries.', flags.json);
}
