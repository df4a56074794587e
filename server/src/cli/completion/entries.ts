/** What can be completed where, read off the tree of commands: what the scripts of all shells are made of. */
import type { Command } from 'commander';
import { pathOf } from '../command-tree.ts';

/** A word to offer. */
export interface Word {
  readonly word: string;
  readonly description: string;
}

/** What may follow one command. */
export interface CompletionEntry {
  /** `keyward credential list` */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly flags: readonly Word[];
  /** The values of flags that take one of a few. */
  readonly choices: readonly { readonly flag: string; readonly values: readonly string[] }[];
}

const HELP: Word = { word: '--help', description: 'display help for command' };

function entryOf(command: Command): CompletionEntry {
  const options = command.options.filter(({ hidden }) => !hidden);
  return {
    path: pathOf(command),
    commands: command.commands.map((child) => ({ word: child.name(), description: child.description() })),
    flags: [...options.map((option) => ({ word: option.long!, description: option.description })), HELP],
    choices: options.flatMap(({ long, argChoices }) => (argChoices ? [{ flag: long!, values: argChoices }] : [])),
  };
}

/** The command itself first, then all below it. */
export function completionEntries(command: Command): CompletionEntry[] {
  return [entryOf(command), ...command.commands.flatMap(completionEntries)];
}
