/** `keyward doctor`: looks at data folder, providers, keys and rows and says what is wrong and what to do. */
import type { Command } from 'commander';
import { type RawOptions, readConfig } from '../../config.ts';
import { print } from '../output.ts';

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
    .option('--providers <folder>', 'folder of further providers (KEYWARD_PROVIDERS)')
    .option('--public-url <url>', 'where people reach the control API (KEYWARD_PUBLIC_URL)')
    .option('--json', 'print JSON')
    .action(run);
}

async function run(flags: DoctorFlags): Promise<void> {
  const { diagnose } = await import('../diagnose.ts');
  const findings = await diagnose(readConfig(flags, process.env));
  const text = findings.map(({ level, what, advice }) => `${marks[level]} ${what}${advice ? `\n    ${advice}` : ''}`);
  print(findings, text.join('\n'), flags.json);
  if (findings.some(({ level }) => level === 'bad')) process.exitCode = 1;
}

const marks = { good: 'ok  ', bad: 'BAD ' } as const;
