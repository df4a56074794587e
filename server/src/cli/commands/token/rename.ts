/** `keyward token rename`: the name alone; what a token confers is fixed. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';
import { printableLine } from '../../printable.ts';
import type { TokenKind } from '../../token-kind.ts';

export function rename(parent: Command, kind: TokenKind): void {
  const command = parent.command('rename <id> <name>').description('Give a token another name');
  withConnection(command).action((id: string, name: string, flags: ConnectionFlags) => run({ id, name }, flags, kind));
}

async function run(to: { id: string; name: string }, flags: ConnectionFlags, kind: TokenKind): Promise<void> {
  const token = await kind.groupOf(await connect(flags)).update(to.id, { name: to.name });
  print(token, printableLine(`Renamed ${token.id} to ${token.name}.`), flags.json);
}
