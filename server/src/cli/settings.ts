/**
 * Where each setting of a connection comes from, as one table: flag, environment, profile, data folder, default; the
 * first that has it wins. docs/cli.md prints the table.
 */
import { Problem } from '../domain/problem.ts';
import { brokerKeyFile, ownerTokenFile } from './data-folder.ts';
import { readIfThere } from './private-file.ts';
import type { Profile } from './profiles/profile.ts';
import { profileNamed, readProfiles } from './profiles/profile-file.ts';
import { usageError } from './usage-error.ts';

/** The flags that every client command takes. */
export interface ConnectionFlags {
  readonly url?: string;
  readonly organisation?: string;
  readonly tokenFile?: string;
  readonly brokerKey?: string;
  readonly profile?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** A value and the place that it was found at, for `keyward whoami`. */
export interface Setting {
  readonly value: string;
  readonly source: string;
}

/** What a connection is made of. */
export interface Settings {
  readonly url: Setting;
  readonly organisation: Setting;
  readonly token?: Setting;
  readonly brokerKey?: Setting;
}

/** One row of the table. */
export interface SettingSpec {
  readonly name: keyof Settings;
  /** What it is, in a few words. */
  readonly what: string;
  readonly flag: keyof ConnectionFlags;
  readonly flagText: string;
  /** The flag names a file that holds the value: a token itself in an argument could be read by other users. */
  readonly isFile?: true;
  readonly env: string;
  readonly profile: keyof Profile;
  readonly folderFile?: (data: string) => string;
  readonly default?: string;
}

export const settingSpecs: readonly SettingSpec[] = [
  {
    name: 'url',
    what: 'control API',
    flag: 'url',
    flagText: '--url <url>',
    env: 'KEYWARD_URL',
    profile: 'url',
    default: 'http://127.0.0.1:7420',
  },
  {
    name: 'organisation',
    what: 'organisation, by id or slug',
    flag: 'organisation',
    flagText: '--organisation <id or slug>',
    env: 'KEYWARD_ORGANISATION',
    profile: 'organisation',
    default: 'default',
  },
  {
    name: 'token',
    what: 'file with the access token',
    flag: 'tokenFile',
    flagText: '--token-file <file>',
    isFile: true,
    env: 'KEYWARD_TOKEN',
    profile: 'token',
    folderFile: ownerTokenFile,
  },
  {
    name: 'brokerKey',
    what: 'pinned broker key, keyward-broker-1:…',
    flag: 'brokerKey',
    flagText: '--broker-key <text>',
    env: 'KEYWARD_BROKER_KEY',
    profile: 'brokerKey',
    folderFile: brokerKeyFile,
  },
];

/** Where the data folder is by default. */
export const DATA_DEFAULT = './keyward-data';

interface Chosen {
  readonly name: string;
  readonly profile: Profile;
}

/** Named by the flag, by the environment, else the current one; that one not where a data folder is named. */
async function chooseProfile(flags: ConnectionFlags, environment: NodeJS.ProcessEnv): Promise<Chosen | undefined> {
  const named = flags.profile ?? (environment.KEYWARD_PROFILE || undefined);
  if (named === undefined && (flags.data ?? environment.KEYWARD_DATA)) return undefined;
  const profiles = await readProfiles(environment);
  const name = named ?? profiles.current;
  return name === undefined ? undefined : { name, profile: profileNamed(profiles, name) };
}

async function fromFlag(spec: SettingSpec, flags: ConnectionFlags): Promise<Setting | undefined> {
  const given = flags[spec.flag];
  if (typeof given !== 'string') return undefined;
  const source = spec.flagText.split(' ')[0]!;
  if (!spec.isFile) return { value: given, source };
  const text = await readIfThere(given).catch(() => undefined);
  if (text === undefined) throw usageError(`The file of ${source} cannot be read.`);
  return { value: text.trim(), source };
}

async function fromFolder(spec: SettingSpec, data: string): Promise<Setting | undefined> {
  const path = spec.folderFile?.(data);
  const text = path && (await readIfThere(path).catch(() => undefined));
  return text && path ? { value: text.trim(), source: path } : undefined;
}

interface Sources {
  readonly flags: ConnectionFlags;
  readonly environment: NodeJS.ProcessEnv;
  readonly chosen: Chosen | undefined;
  /** Undefined where a profile stands in for it. */
  readonly data: string | undefined;
}

async function find(spec: SettingSpec, { flags, environment, chosen, data }: Sources): Promise<Setting | undefined> {
  const fromEnvironment = environment[spec.env];
  const fromProfile = chosen?.profile[spec.profile];
  return (
    (await fromFlag(spec, flags)) ??
    (fromEnvironment ? { value: fromEnvironment, source: spec.env } : undefined) ??
    (fromProfile && chosen ? { value: fromProfile, source: `profile ${chosen.name}` } : undefined) ??
    (data === undefined ? undefined : await fromFolder(spec, data)) ??
    (spec.default === undefined ? undefined : { value: spec.default, source: 'default' })
  );
}

function isSameServer(one: string, other: string): boolean {
  const origin = URL.parse(one)?.origin;
  return origin !== undefined && origin === URL.parse(other)?.origin;
}

/**
 * The settings of a connection. A profile's token and pin go to the profile's own server alone: where flag or environment
 * name another one, the profile is left out, or refused if it was asked for by name.
 *
 * @throws KeywardError `client/usage`; Problem `config/invalid`
 */
export async function findSettings(flags: ConnectionFlags, environment: NodeJS.ProcessEnv): Promise<Settings> {
  // A profile named in the command is meant: nothing of the environment may send the command elsewhere.
  const variables = flags.profile === undefined ? environment : {};
  const chosen = await chooseProfile(flags, environment);
  const elsewhere = flags.url ?? (variables.KEYWARD_URL || undefined);
  const isElsewhere = chosen && elsewhere !== undefined && !isSameServer(elsewhere, chosen.profile.url);
  if (isElsewhere && (flags.profile ?? environment.KEYWARD_PROFILE)) {
    throw new Problem('config/invalid', { detail: 'The profile is one of another server than the URL names.' });
  }
  const used = isElsewhere ? undefined : chosen;
  const data = used ? undefined : (flags.data ?? (environment.KEYWARD_DATA || DATA_DEFAULT));
  const sources = { flags, environment: variables, chosen: used, data };
  const found = settingSpecs.map(async (spec) => [spec.name, await find(spec, sources)] as const);
  const entries = (await Promise.all(found)).filter(([, setting]) => setting !== undefined);
  return Object.fromEntries(entries) as unknown as Settings;
}
