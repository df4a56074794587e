/** `keyward member withdraw` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import type { MemberKind } from '../../member-kind.ts';
import { print } from '../../output.ts';

export function withdraw(parent: Command, kind: MemberKind): void {
  const command = parent.command('withdraw <invitation>').description('Take an open invitation back');
  withConnection(command).action((id: string, flags: ConnectionFlags) => run(id, flags, kind));
}

async function run(id: string, flags: ConnectionFlags, kind: MemberKind): Promise<void> {
  const { invitations } = kind.groupsOf(await connect(flags));
  await invitations.remove(id);
  print({ withdrawn: id }, `Took back ${id}.`, flags.json);
}
