/**
 * `keyward doctor`: looks at data folder, keys and rows and says what is wrong and what to do. Reads only; opens no
 * secret, but checks each witness, so that rows written past the broker are named.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Finding, inspect } from '../../broker/inspect.ts';
import { type RawOptions, readConfig } from '../../config.ts';
import { systemClock } from '../../domain/instant.ts';
import { toProblem } from '../../domain/problem.ts';
import type { RootKey } from '../../keys/root-key.ts';
import { openStore } from '../../store/open-store.ts';
import { print } from '../output.ts';
import { rootKeyProvider } from '../root-keys.ts';

interface DoctorFlags extends RawOptions {
  readonly json?: boolean;
}

export function doctor(parent: Command): void {
  parent
    .command('doctor')
    .description('Check the data folder, the root key, the keys that it wraps and the witness of every row')
    .option('--data <folder>', 'folder of the SQLite file and root.key (KEYWARD_DATA)')
    .option('--database <url>', 'postgres://… (KEYWARD_DATABASE)')
    .option('--root-key <file>', '(KEYWARD_ROOT_KEY_FILE)')
    .option('--json', 'print JSON')
    .action(run);
}

async function run(flags: DoctorFlags): Promise<void> {
  const config = readConfig(flags, process.env);
  const findings: Finding[] = [...(await folderFindings(config.data, config.rootKeyFile))];
  const rootKeys = await rootKeysOf(config.rootKeyFile, findings);
  const store = await openStore({ url: config.database ?? `sqlite:${join(config.data, 'keyward.sqlite')}` });
  try {
    findings.push(...(await inspect(store, rootKeys, systemClock())));
  } finally {
    await store.close();
  }
  const text = findings.map(({ level, what, advice }) => `${marks[level]} ${what}${advice ? `\n    ${advice}` : ''}`);
  print(findings, text.join('\n'), flags.json);
  if (findings.some(({ level }) => level === 'bad')) process.exitCode = 1;
}

const marks = { good: 'ok  ', bad: 'BAD ' } as const;

async function folderFindings(data: string, rootKeyFile: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const path of [data, rootKeyFile]) {
    const mode = await stat(path).then(
      (found) => found.mode & 0o077,
      () => undefined,
    );
    if (mode === undefined) continue;
    if (mode === 0) findings.push({ level: 'good', what: `${path} is closed to other users` });
    else findings.push({ level: 'bad', what: `${path} is open to other users`, advice: `chmod go-rwx ${path}` });
  }
  return findings;
}

async function rootKeysOf(file: string, findings: Finding[]): Promise<RootKey[]> {
  try {
    const keys = await rootKeyProvider(file, process.env).load();
    findings.push({ level: 'good', what: `root key ${keys.map(({ id }) => id).join(', ')}` });
    return keys;
  } catch (error) {
    const { code, message } = toProblem(error);
    findings.push({
      level: 'bad',
      what: `${code}: ${message}`,
      advice: `Put the root key back: ${file} or KEYWARD_ROOT_KEY.`,
    });
    return [];
  }
}
