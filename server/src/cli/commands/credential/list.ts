/** `keyward credential list`: with the filters of the API, over all pages. */
import type { OptionsOf } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { collect, defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

type Filters = Omit<OptionsOf<'credentials.list'>, 'cursor' | 'signal'>;

const STATUSES = ['valid', 'invalid', 'incomplete', 'reconnect_required', 'expired', 'deleted'];

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List credentials; never their secrets')
    .option('--type <type>', 'of this type')
    .option('--provider <provider>', 'of this provider')
    .option('--component <component>', 'of this provider, or of this type without one')
    .addOption(new Option('--status <status>', 'in this status').choices(STATUSES))
    .option('--solution <solution>', "of this solution; '' for the organisation's own")
    .option('--owner <owner>', 'of this owner')
    .option('--label <name=value>', 'with this label; may be repeated, all must be there', collect)
    .option('--search <text>', 'with this text in key, name or description')
    .addOption(new Option('--for <purpose>', 'what a consumer of the solution may be given').choices(['consumer']))
    .option('--sort <field>', 'key, name, createdAt …; a - before it turns the order around');
  withConnection(withLimit(command)).action(run);
}

async function run(flags: Filters & ConnectionFlags): Promise<void> {
  const { type, provider, component, status, solution, owner, label, search, sort, for: purpose, limit } = flags;
  const client = await connect(flags);
  const filters = defined({ type, provider, component, status, solution, owner, label, search, sort, for: purpose });
  const items = await take(client.credentials.iterate({ ...filters, ...pageOf(limit) }), limit);
  const rows = items.map(({ key, type, status, usable, verification, usageCount = 0, baseUrl = '' }) => [
    key,
    type,
    status,
    usable ? 'yes' : 'no',
    verification.verdict,
    String(usageCount),
    baseUrl,
  ]);
  print(items, rows.length > 0 ? table(HEADING, rows) : nothing(filters), flags.json);
}

const HEADING = ['KEY', 'TYPE', 'STATUS', 'USABLE', 'VERDICT', 'USES', 'BASE URL'];

function nothing(filters: object): string {
  if (Object.keys(filters).length > 0) return 'No credential matches.';
  return 'No credentials yet. Add one: keyward credential add <key> --type ApiKey';
}
