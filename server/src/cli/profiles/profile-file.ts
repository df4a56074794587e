/**
 * The file of a person's profiles, `$XDG_CONFIG_HOME/keyward/config.json`, mode 0600, for it holds access tokens. It is
 * replaced as a whole; a file that other users could read or that is not ours to understand is refused and left as it is.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
import { mkdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { Problem } from '../../domain/problem.ts';
import { readIfThere, replaceFile } from '../private-file.ts';
import { PROFILE_NAME, type Profile, type Profiles } from './profile.ts';

const VERSION = 1;

function refused(detail: string): Problem {
  return new Problem('config/invalid', { detail });
}

/** Where the profiles are; a relative XDG_CONFIG_HOME is left out of account, as its specification says. */
export function profileFile(environment: NodeJS.ProcessEnv): string {
  const configured = environment.XDG_CONFIG_HOME ?? '';
  const folder = isAbsolute(configured) ? configured : join(homedir(), '.config');
  return join(folder, 'keyward', 'config.json');
}

function isProfile(value: unknown): value is Profile {
  if (typeof value !== 'object' || value === null) return false;
  const { url, organisation, token, brokerKey } = value as Record<string, unknown>;
  const isPin = brokerKey === undefined || typeof brokerKey === 'string';
  return [url, organisation, token].every((each) => typeof each === 'string') && isPin;
}

function parse(text: string, path: string): Profiles {
  try {
    const { version, current, profiles } = JSON.parse(text);
    const entries = Object.entries(profiles);
    const isSound = entries.every(([name, profile]) => PROFILE_NAME.test(name) && isProfile(profile));
    const isCurrent = current === undefined || Object.hasOwn(profiles, current);
    if (version === VERSION && isSound && isCurrent) return { ...(current !== undefined && { current }), profiles };
  } catch {
    // The parser's message quotes the text, which holds tokens.
  }
  throw refused(`${path} is not a file of profiles of this version.`);
}

/**
 * Reads the profiles; none where there is no file.
 *
 * @throws Problem `config/invalid` where other users may read the file, or it has another form
 */
export async function readProfiles(environment: NodeJS.ProcessEnv): Promise<Profiles> {
  const path = profileFile(environment);
  const text = await readIfThere(path);
  if (text === undefined) return { profiles: {} };
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw refused(`${path} is open to other users: chmod 600 ${path}`);
  return parse(text, path);
}

/** Puts these profiles in place of those of the file. */
export async function writeProfiles(environment: NodeJS.ProcessEnv, profiles: Profiles): Promise<void> {
  const path = profileFile(environment);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await replaceFile(path, `${JSON.stringify({ version: VERSION, ...profiles }, undefined, 2)}\n`, 0o600);
}

/**
 * The profile of a name.
 *
 * @throws Problem `config/invalid` where there is none
 */
export function profileNamed({ profiles }: Profiles, name: string): Profile {
  const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (found === undefined) throw refused('There is no such profile. See `keyward profile list`.');
  return found;
}
