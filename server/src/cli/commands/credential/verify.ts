/** `keyward credential verify`: tries the credential on its API and shows the trace. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { exitCodes } from '../../exit-codes.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';
import { describeVerification } from '../../verification-lines.ts';

export function verify(parent: Command): void {
  withConnection(withSolution(parent.command('verify <key>').description('Try a credential on its API'))).action(run);
}

async function run(key: string, flags: SolutionFlag & ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const { verification } = await client.credentials.verify(key, defined({ solution: flags.solution }));
  print(verification, describeVerification(verification), flags.json);
  if (verification.verdict === 'rejected') process.exitCode = exitCodes.failed.code;
}
