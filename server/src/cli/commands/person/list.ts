/** `keyward person list` */
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly search?: string;
  readonly state?: 'active' | 'deactivated';
  readonly limit?: number;
}

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List the accounts of the installation')
    .option('--search <text>', 'in the address or name')
    .addOption(new Option('--state <state>', 'in this state').choices(['active', 'deactivated']));
  withConnection(withLimit(command)).action(run);
}

async function run({ search, state, limit, ...flags }: ListFlags): Promise<void> {
  const { platformPeople } = await connect(flags);
  const items = await take(platformPeople.iterate({ ...defined({ search, state }), ...pageOf(limit) }), limit);
  const rows = items.map(({ email, name, state: is, hasSecondFactor, id }) => [
    email,
    name,
    is,
    hasSecondFactor ? 'yes' : 'no',
    id,
  ]);
  print(items, table(['EMAIL', 'NAME', 'STATE', 'SECOND FACTOR', 'ID'], rows), flags.json);
}
