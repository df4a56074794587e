/** `keyward token rotate`: another value for the same token, shown once. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined, wholeNumber } from '../../option-values.ts';
import { print } from '../../output.ts';
import type { TokenKind } from '../../token-kind.ts';

interface RotateFlags extends ConnectionFlags {
  readonly overlap?: number;
}

export function rotate(parent: Command, kind: TokenKind): void {
  const command = parent
    .command('rotate <id>')
    .description('Give a token another value, shown once; the one before ends at once')
    .option('--overlap <seconds>', 'how long the value before stays valid, 3600 at most', wholeNumber);
  withConnection(command).action((id: string, flags: RotateFlags) => run(id, flags, kind));
}

async function run(id: string, flags: RotateFlags, kind: TokenKind): Promise<void> {
  const group = kind.groupOf(await connect(flags));
  const rotated = await group.rotate(id, defined({ overlapSeconds: flags.overlap }));
  print(rotated, rotated.token, flags.json);
}
