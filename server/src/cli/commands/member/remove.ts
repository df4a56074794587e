/** `keyward member remove`: asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import type { MemberKind } from '../../member-kind.ts';
import { print } from '../../output.ts';
import { tokensLine } from '../../tokens-line.ts';

interface RemoveFlags extends ConnectionFlags {
  readonly yes?: boolean;
  readonly revokeTokens?: boolean;
}

export function remove(parent: Command, kind: MemberKind): void {
  const command = parent
    .command('remove <person>')
    .description('Remove a member, by id or email address; tokens that they issued stay, and are counted')
    .option('--revoke-tokens', 'revoke the tokens that they issued, and those made with these')
    .option('--yes', 'do not ask');
  withConnection(command).action((person: string, flags: RemoveFlags) => run(person, flags, kind));
}

async function run(person: string, { yes, revokeTokens, ...flags }: RemoveFlags, kind: MemberKind): Promise<void> {
  const { members } = kind.groupsOf(await connect(flags));
  await assertConfirmed(`Remove ${person}? They manage nothing ${kind.place} from then on.`, yes);
  const removed = await members.remove(person, { tokens: revokeTokens ? 'revoke' : 'keep' });
  print(removed, `Removed ${person}. ${tokensLine(removed.tokens)}`, flags.json);
}
