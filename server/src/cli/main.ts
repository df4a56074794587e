#!/usr/bin/env -S node --disable-sigusr1
/** The command `keyward`. Each command is one file under commands/; this one lists them and sets the exit code. */
import { Command, CommanderError } from 'commander';
import { summariseError } from '../log/logger.ts';
import { commands } from './commands/index.ts';
import { describeFailure } from './failure.ts';

/** 0 done · 1 refused or failed · 2 wrong usage. */
async function main(): Promise<void> {
  const program = new Command('keyward')
    .description('Keeps credentials sealed, proves that they work, and puts them into outgoing requests.')
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of commands) add(program);
  program.commands.forEach(withExitOverride);
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}

function withExitOverride(command: Command): void {
  command.exitOverride();
  command.commands.forEach(withExitOverride);
}

// What Keyward makes is for its own user alone: database, keys and tokens.
process.umask(0o077);
// Node would print the message, which may quote a value.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${JSON.stringify({ msg: 'fatal', error: summariseError(error) })}\n`);
  process.exit(70);
});
await main();
