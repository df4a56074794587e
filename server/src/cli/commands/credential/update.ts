/** `keyward credential update`: merges a change; what is not named stays as it is. */
import type { Credential, CredentialChange, KeywardClient } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { describeStored, fieldsAsked } from '../../credential-draft.ts';
import {
  assertPlain,
  clearable,
  type MemberFlags,
  membersOf,
  withMembers,
  withVerify,
} from '../../credential-members.ts';
import { type ExpectationFlags, namingFlags, statedBy, withExpectation } from '../../expectation-flags.ts';
import { withIfMatch } from '../../if-match.ts';
import { collect, defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { givenSecrets, type SecretFlags, withSecrets } from '../../secret-input.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';
import { usageError } from '../../usage-error.ts';

interface UpdateFlags extends MemberFlags, SecretFlags, SolutionFlag, ConnectionFlags, ExpectationFlags {
  readonly provider?: string;
  readonly unset?: string[];
  readonly unlabel?: string[];
  readonly clear?: (typeof clearable)[number][];
  readonly ifMatch?: number;
}

export function update(parent: Command): void {
  const command = parent
    .command('update <key>')
    .description(
      'Change a credential; with a new secret, say again where it may go: --base-url, --origin, --injection; nothing of what a provider fixes',
    );
  withConnection(withIfMatch(withExpectation(withSecrets(withVerify(withMembers(withSolution(command)))))))
    .option('--provider <name>', 'that it is on, held against the answer; as answered by default')
    .option('--unset <field>', 'remove a field or a secret; may be repeated', collect)
    .option('--unlabel <name>', 'remove a label; may be repeated', collect)
    .addOption(new Option('--clear <members...>', 'remove these members').choices(clearable))
    .action(run);
}

async function run(key: string, flags: UpdateFlags): Promise<void> {
  const members = await membersOf(flags);
  const { unset = [], clear = [] } = flags;
  const client = await connect(flags);
  const current = await client.credentials.get(key, defined({ solution: flags.solution }));
  await assertNoSecretSet(client, members.fields, current);
  const secrets = await givenSecrets(flags);
  const change: CredentialChange = {
    ...members,
    ...labelsOf(current.labels, members.labels, flags.unlabel),
    ...((members.fields || unset.length > 0) && {
      fields: { ...members.fields, ...Object.fromEntries(unset.map((name) => [name, null])) },
    }),
    ...Object.fromEntries(clear.map((member) => [member, null])),
    ...(Object.keys(secrets).length > 0 && { secrets }),
    ...(flags.provider !== undefined && flags.provider === current.provider && { provider: flags.provider }),
  };
  if (Object.keys(change).length === 0) throw usageError('Nothing to change is named.');
  // Labels were merged here, with those that were read.
  const ifMatch = flags.ifMatch ?? (change.labels ? current.version : undefined);
  const options = defined({ verify: flags.verify, ifMatch, solution: flags.solution });
  // Where a secret goes is what the flags say, never what the API answers. Its provider alone is taken as answered: what
  // follows from its name is known here, and what does not the client asks for.
  const provider = flags.provider ?? current.provider;
  const expect = { ...statedBy(flags), ...(provider !== undefined && { provider }) };
  const credential = await namingFlags(client.credentials.update(key, change, { ...options, expect }));
  print(credential, describeStored('Changed', credential), flags.json);
}

async function assertNoSecretSet(
  client: KeywardClient,
  fields: Readonly<Record<string, string>> | undefined,
  current: Pick<Credential, 'type' | 'provider' | 'secrets'>,
): Promise<void> {
  if (fields === undefined) return;
  const asked = await fieldsAsked(client, current);
  const known = asked.fields.filter(({ secret }) => secret).map(({ name }) => name);
  assertPlain(fields, [...known, ...Object.keys(current.secrets)]);
}

/** The API takes all labels at once; what is not named here stays. */
function labelsOf(
  current: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>> | undefined,
  removed: readonly string[] = [],
): Pick<CredentialChange, 'labels'> {
  if (added === undefined && removed.length === 0) return {};
  const kept = Object.entries({ ...current, ...added }).filter(([name]) => !removed.includes(name));
  return { labels: Object.fromEntries(kept) };
}
