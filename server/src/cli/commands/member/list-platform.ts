/** `keyward platform-member list` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly limit?: number;
}

export function listPlatform(parent: Command): void {
  const command = parent.command('list').description('List the members of the platform');
  withConnection(withLimit(command)).action(run);
}

async function run({ limit, ...flags }: ListFlags): Promise<void> {
  const { platformMembers } = await connect(flags);
  const items = await take(platformMembers.iterate(pageOf(limit)), limit);
  const rows = items.map(({ email, name, role, hasSecondFactor, isDeactivated, personId }) => [
    email,
    name,
    role,
    hasSecondFactor ? 'yes' : 'no',
    isDeactivated ? 'deactivated' : 'active',
    personId,
  ]);
  print(items, table(['EMAIL', 'NAME', 'ROLE', 'SECOND FACTOR', 'ACCOUNT', 'ID'], rows), flags.json);
}
