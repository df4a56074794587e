/**
 * `keyward login`: keeps address, token and pinned broker key as a profile, once they have been tried. The pin comes from
 * the person or from the data folder, never from the server that it is to be checked against.
 */
import { KeywardClient, KeywardError, verifySealingKey } from '@keyward/sdk';
import type { Command } from 'commander';
import { brokerKeyFile, ownerTokenFile } from '../data-folder.ts';
import { readInput, readStandardInput } from '../option-values.ts';
import { print } from '../output.ts';
import { readIfThere } from '../private-file.ts';
import { PROFILE_NAME, type Profile } from '../profiles/profile.ts';
import { profileFile, readProfiles, writeProfiles } from '../profiles/profile-file.ts';
import { withoutToken } from '../profiles/profile-view.ts';
import { askHidden, askLine } from '../secret-input.ts';
import { usageError } from '../usage-error.ts';

interface LoginFlags {
  readonly url: string;
  readonly organisation: string;
  readonly tokenStdin?: boolean;
  readonly tokenFile?: string;
  readonly brokerKey?: string;
  readonly data?: string;
  readonly json?: boolean;
}

export function login(parent: Command): void {
  parent
    .command('login [profile]')
    .description('Keep a connection as a profile; the token comes from standard input, a file or a hidden prompt')
    .option('--url <url>', 'control API', 'http://127.0.0.1:7420')
    .option('--organisation <id or slug>', 'organisation', 'default')
    .option('--token-stdin', 'read the token from standard input')
    .option('--token-file <file>', 'read the token from a file')
    .option('--broker-key <text>', 'pinned broker key, keyward-broker-1:…, as whoever runs the broker gave it to you')
    .option('--data <folder>', 'take token and broker key from the data folder of `keyward serve`')
    .option('--json', 'print JSON')
    .action(run);
}

async function run(name = 'default', flags: LoginFlags): Promise<void> {
  if (!PROFILE_NAME.test(name)) throw usageError('A profile is named with letters, digits, `.`, `_` and `-`.');
  const before = await readProfiles(process.env);
  const url = URL.parse(flags.url)?.origin;
  if (url === undefined) throw usageError('--url is not a URL.');
  const token = await tokenOf(flags);
  const brokerKey = await pinOf(flags);
  const profile = { url, organisation: flags.organisation, token, ...(brokerKey && { brokerKey }) };
  await assertWorks(profile);
  await writeProfiles(process.env, { current: name, profiles: { ...before.profiles, [name]: profile } });
  const lines = [
    `Logged in to ${url} as profile ${name}, kept in ${profileFile(process.env)}.`,
    ...(brokerKey ? [] : ['No broker key is pinned, so nothing can be sealed: give --broker-key or --data.']),
  ];
  print(withoutToken(name, profile, true), lines.join('\n'), flags.json);
}

async function tokenOf({ tokenStdin, tokenFile, data }: LoginFlags): Promise<string> {
  if (tokenStdin) return (await readStandardInput()).trim();
  const file = tokenFile ?? (data === undefined ? undefined : ownerTokenFile(data));
  if (file !== undefined) return (await readInput(file, tokenFile ? '--token-file' : '--data')).trim();
  return (await askHidden('Access token', 'give --token-stdin or --token-file <file>')).trim();
}

/** None where a person leaves it empty, or nobody is there to be asked. */
async function pinOf({ brokerKey, data }: LoginFlags): Promise<string | undefined> {
  if (brokerKey !== undefined) return brokerKey.trim();
  if (data !== undefined) return (await readIfThere(brokerKeyFile(data)))?.trim();
  if (!process.stdin.isTTY) return undefined;
  return (
    (await askLine('Broker key, keyward-broker-1:… (empty: none, nothing can be sealed then)')).trim() || undefined
  );
}

/**
 * Tries the token, and whether the pinned broker vouches for the organisation's key.
 *
 * @throws KeywardError `token/invalid`, `organisation/not-found`, `keys/sealing-key-untrusted`, `client/unreachable` …
 */
async function assertWorks({ url, organisation, token, brokerKey }: Profile): Promise<void> {
  const client = new KeywardClient({ url, token, organisation });
  try {
    await client.organisations.get();
    if (brokerKey !== undefined) await verifySealingKey(await client.sealingKey.get(), brokerKey);
  } catch (error) {
    // A token that only uses credentials is a sound one: it reads nothing here and seals nothing.
    if (!(error instanceof KeywardError) || error.code !== 'token/forbidden') throw error;
  }
}
