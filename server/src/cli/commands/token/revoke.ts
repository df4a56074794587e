/** `keyward token revoke`: final; asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';
import type { TokenKind } from '../../token-kind.ts';

interface RevokeFlags extends ConnectionFlags {
  readonly yes?: boolean;
}

export function revoke(parent: Command, kind: TokenKind): void {
  const command = parent
    .command('revoke <id>')
    .description('Revoke a token, on every node within a second')
    .option('--yes', 'do not ask');
  withConnection(command).action((id: string, flags: RevokeFlags) => run(id, flags, kind));
}

async function run(id: string, flags: RevokeFlags, kind: TokenKind): Promise<void> {
  const group = kind.groupOf(await connect(flags));
  await assertConfirmed(`Revoke ${id}? Whoever uses it is refused from then on.`, flags.yes);
  await group.remove(id);
  print({ revoked: id }, `Revoked ${id}.`, flags.json);
}
