/** `keyward person deactivate`: nobody signs in with the account any more; asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';

interface DeactivateFlags extends ConnectionFlags {
  readonly yes?: boolean;
  readonly revokeTokens?: boolean;
}

export function deactivate(parent: Command): void {
  const command = parent
    .command('deactivate <person>')
    .description('Deactivate an account: its sessions end, and nobody signs in with it until it is reactivated')
    .option('--revoke-tokens', 'revoke the tokens that they issued anywhere, and those made with these')
    .option('--yes', 'do not ask');
  withConnection(command).action(run);
}

async function run(person: string, { yes, revokeTokens, ...flags }: DeactivateFlags): Promise<void> {
  const { platformPeople } = await connect(flags);
  await assertConfirmed(`Deactivate ${person}? They sign in nowhere from then on.`, yes);
  const changed = await platformPeople.deactivate(person, { tokens: revokeTokens ? 'revoke' : 'keep' });
  const tokens = `Tokens of theirs that live: ${changed.activeTokens}.`;
  print(changed, `Deactivated ${changed.email}. ${tokens}`, flags.json);
}
