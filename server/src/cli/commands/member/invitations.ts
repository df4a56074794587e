/** `keyward member invitations` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly limit?: number;
}

export function invitations(parent: Command): void {
  withConnection(withLimit(parent.command('invitations').description('List the open invitations'))).action(run);
}

async function run({ limit, ...flags }: ListFlags): Promise<void> {
  const client = await connect(flags);
  const items = await take(client.invitations.iterate(pageOf(limit)), limit);
  const rows = items.map(({ id, email, role, solutions, expiresAt }) => [
    id,
    email ?? 'whoever has the link',
    role ?? '-',
    solutions.map((each) => `${each.id} ${each.role}`).join(', '),
    expiresAt,
  ]);
  print(items, table(['ID', 'FOR', 'ROLE', 'IN SOLUTIONS', 'EXPIRES'], rows), flags.json);
}
