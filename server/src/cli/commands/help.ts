/** `keyward help`: of a command, or on a topic that belongs to all of them. */
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes.ts';
import { table } from '../output.ts';
import { settingSpecs } from '../settings.ts';
import { usageError } from '../usage-error.ts';

/** The topics, each with the text that it prints. */
const topics: Readonly<Record<string, () => string>> = {
  'exit-codes': () =>
    table(
      ['CODE', 'MEANING'],
      Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
    ),
  settings: () => table(['FLAG', 'ENVIRONMENT', 'PROFILE', 'DATA FOLDER', 'DEFAULT'], settingRows()),
};

/** The table of settings; the first column that has a value wins. */
export function settingRows(): string[][] {
  return settingSpecs.map(({ flagText, env, profile, folderFile, default: preset = '' }) => {
    return [flagText, env, profile, folderFile?.('') ?? '', preset];
  });
}

export function help(parent: Command): void {
  parent.helpCommand(false);
  parent
    .command('help [topic...]')
    .description(`Help on a command, or on a topic: ${Object.keys(topics).join(', ')}`)
    .action((names: readonly string[]) => run(parent, names));
}

function run(program: Command, names: readonly string[]): void {
  const [first = ''] = names;
  if (names.length === 1 && Object.hasOwn(topics, first)) {
    process.stdout.write(`${topics[first]!()}\n`);
    return;
  }
  let command = program;
  for (const name of names) {
    const found = command.commands.find((child) => child.name() === name);
    if (!found) throw usageError('There is no such command or topic. See `keyward help`.');
    command = found;
  }
  command.outputHelp();
}
