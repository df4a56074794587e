/** `keyward member invitations` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import type { MemberKind } from '../../member-kind.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags {
  readonly limit?: number;
}

export function invitations(parent: Command, kind: MemberKind): void {
  const command = parent.command('invitations').description('List the open invitations');
  withConnection(withLimit(command)).action((flags: ListFlags) => run(flags, kind));
}

async function run({ limit, ...flags }: ListFlags, kind: MemberKind): Promise<void> {
  const group = kind.groupsOf(await connect(flags)).invitations;
  const items = await take(group.iterate(pageOf(limit)), limit);
  const rows = items.map(({ id, email, role, solutions, expiresAt }) => [
    id,
    email ?? 'whoever has the link',
    role ?? '-',
    solutions.map((each) => `${each.id} ${each.role}`).join(', '),
    expiresAt,
  ]);
  print(items, table(['ID', 'FOR', 'ROLE', 'IN SOLUTIONS', 'EXPIRES'], rows), flags.json);
}
