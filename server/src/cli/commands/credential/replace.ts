/** `keyward credential replace`: declares a credential by its key. It is made, or brought to exactly this state. */
import { type KeywardClient, KeywardError } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { type DraftFlags, describeStored, draftOf } from '../../credential-draft.ts';
import { withMembers, withVerify } from '../../credential-members.ts';
import { namingFlags, statedBy, withExpectation } from '../../expectation-flags.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { withSecrets } from '../../secret-input.ts';
import { type SolutionFlag, withShadows } from '../../solution-flag.ts';

interface ReplaceFlags extends DraftFlags, SolutionFlag, ConnectionFlags {
  readonly ifMatch?: number;
}

export function replace(parent: Command): void {
  const command = parent
    .command('replace <key>')
    .description('Make a credential, or bring it to exactly this state; secrets that it has are kept unless given')
    .option('--type <type>', 'ApiKey, BasicAuth …; see `keyward type list`')
    .option('--provider <name>', 'whose API it is for, instead of --base-url; see `keyward provider list`');
  withConnection(withIfMatch(withExpectation(withSecrets(withVerify(withMembers(withShadows(command))))))).action(run);
}

async function run(key: string, flags: ReplaceFlags): Promise<void> {
  const client = await connect(flags);
  const draft = await draftOf(client, flags, await secretsSet(client, key, flags));
  const query = defined({ verify: flags.verify, ifMatch: flags.ifMatch, solution: flags.solution });
  const write = client.credentials.replace(key, draft, { ...query, expect: statedBy(flags) });
  const credential = await namingFlags(write);
  print(credential, describeStored('Stored', credential), flags.json);
}

/** The secret fields that have a value already; none where there is no such credential yet. */
async function secretsSet(client: KeywardClient, key: string, { solution }: SolutionFlag): Promise<string[]> {
  try {
    const { secrets } = await client.credentials.get(key, defined({ solution }));
    return Object.keys(secrets).filter((name) => secrets[name]?.set);
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'credential/not-found') return [];
    throw error;
  }
}
