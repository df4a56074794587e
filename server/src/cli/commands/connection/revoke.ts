/** `keyward connection revoke`: asks at a terminal unless told not to. */
import type { Command } from 'commander';
import { assertConfirmed } from '../../confirmation.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';

interface RevokeFlags extends ConnectionFlags, SolutionFlag {
  readonly yes?: boolean;
  readonly ifMatch?: number;
}

export function revoke(parent: Command): void {
  const command = parent
    .command('revoke <key>')
    .description('Revoke the tokens at the provider and destroy them here; the connection stays, to be reconnected')
    .option('--yes', 'do not ask');
  withConnection(withIfMatch(withSolution(command))).action(run);
}

async function run(key: string, { yes, ifMatch, solution, ...flags }: RevokeFlags): Promise<void> {
  const client = await connect(flags);
  await assertConfirmed(`Revoke ${key}? What uses it fails until it is reconnected.`, yes);
  const revoked = await client.connections.revoke(key, defined({ ifMatch, solution }));
  const told = revoked.revokedAtProvider ? 'revoked at the provider' : 'destroyed here; the provider was not told';
  print(revoked, `The tokens of ${revoked.key} are ${told}.`, flags.json);
}
