/** `keyward credential try`: tries a credential before it is saved; takes what `add` takes, and stores nothing. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { type DraftFlags, draftOf } from '../../credential-draft.ts';
import { withMembers } from '../../credential-members.ts';
import { exitCodes } from '../../exit-codes.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { withSecrets } from '../../secret-input.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';
import { describeVerification } from '../../verification-lines.ts';

export function tryUnsaved(parent: Command): void {
  const command = parent
    .command('try')
    .description('Try a credential on its API before it is saved; secrets come as for `add`')
    .option('--type <type>', 'ApiKey, BasicAuth …; see `keyward type list`')
    .option('--provider <name>', 'whose API it is for, instead of --base-url; see `keyward provider list`');
  withConnection(withSecrets(withMembers(withSolution(command)))).action(run);
}

async function run(flags: DraftFlags & SolutionFlag & ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const verification = await client.credentials.try(
    await draftOf(client, flags),
    defined({ solution: flags.solution }),
  );
  print(verification, describeVerification(verification), flags.json);
  if (verification.verdict === 'rejected') process.exitCode = exitCodes.failed.code;
}
