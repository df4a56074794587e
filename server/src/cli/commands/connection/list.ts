/** `keyward connection list`: newest first. */
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';

interface ListFlags extends ConnectionFlags, SolutionFlag {
  readonly limit?: number;
  readonly provider?: string;
  readonly status?: 'valid' | 'invalid' | 'incomplete' | 'reconnect_required';
}

const HEADING = ['KEY', 'STATUS', 'ACCOUNT', 'CLIENT', 'GRANT', 'TOKEN UNTIL', 'ID'];

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List the connections, newest first')
    .option('--provider <name>', 'of this provider')
    .addOption(
      new Option('--status <status>', 'in this state').choices([
        ...['valid', 'invalid', 'incomplete', 'reconnect_required'],
      ]),
    );
  withConnection(withLimit(withSolution(command))).action(run);
}

async function run({ limit, provider, status, solution, ...flags }: ListFlags): Promise<void> {
  const client = await connect(flags);
  const page = { ...pageOf(limit), ...defined({ provider, status, solution }) };
  const items = await take(client.connections.iterate(page), limit);
  const rows = items.map(({ key, id, status: state, verification, connection }) => {
    const { configuration = 'its own', grant = '', accessExpiresAt = '' } = connection;
    return [key, state, verification.account ?? '', configuration, grant, accessExpiresAt, id];
  });
  print(items, rows.length > 0 ? table(HEADING, rows) : 'No connections.', flags.json);
}
