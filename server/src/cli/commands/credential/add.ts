/** `keyward credential add`: seals the secrets itself, so that the control plane never sees them. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { type DraftFlags, describeStored, draftOf } from '../../credential-draft.ts';
import { withMembers, withVerify } from '../../credential-members.ts';
import { namingFlags, statedBy, withExpectation } from '../../expectation-flags.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { withSecrets } from '../../secret-input.ts';
import { type SolutionFlag, withShadows } from '../../solution-flag.ts';

export function add(parent: Command): void {
  const command = parent
    .command('add [key]')
    .description('Store a credential; secrets come from standard input, a file or a hidden prompt')
    .option('--type <type>', 'ApiKey, BasicAuth …; see `keyward type list`')
    .option('--provider <name>', 'whose API it is for, instead of --base-url; see `keyward provider list`');
  withConnection(withExpectation(withSecrets(withVerify(withMembers(withShadows(command)))))).action(run);
}

async function run(key: string | undefined, flags: DraftFlags & SolutionFlag & ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const draft = { ...(await draftOf(client, flags)), ...(key !== undefined && { key }) };
  const options = { ...defined({ verify: flags.verify, solution: flags.solution }), expect: statedBy(flags) };
  const credential = await namingFlags(client.credentials.create(draft, options));
  print(credential, describeStored('Stored', credential), flags.json);
}
