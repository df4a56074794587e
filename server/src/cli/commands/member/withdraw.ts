/** `keyward member withdraw` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

export function withdraw(parent: Command): void {
  withConnection(parent.command('withdraw <invitation>').description('Take an open invitation back')).action(run);
}

async function run(id: string, flags: ConnectionFlags): Promise<void> {
  const { invitations } = await connect(flags);
  await invitations.remove(id);
  print({ withdrawn: id }, `Took back ${id}.`, flags.json);
}
