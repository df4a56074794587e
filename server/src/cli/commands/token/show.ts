/** `keyward token show` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';
import type { TokenKind } from '../../token-kind.ts';
import { tokenDetails } from '../../token-view.ts';

export function show(parent: Command, kind: TokenKind): void {
  const command = parent.command('show <id>').description('Show a token; never its value');
  withConnection(command).action((id: string, flags: ConnectionFlags) => run(id, flags, kind));
}

async function run(id: string, flags: ConnectionFlags, kind: TokenKind): Promise<void> {
  const token = await kind.groupOf(await connect(flags)).get(id);
  print(token, tokenDetails(token), flags.json);
}
