#!/usr/bin/env -S node --disable-sigusr1
/** The command `keyward`. Each command is one file under commands/; this one runs them and sets the exit code. */
import { CommanderError } from 'commander';
import { summariseError } from '../log/logger.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { describeFailure } from './failure.ts';
import { keepMemory } from './keep-memory.ts';
import { buildProgram } from './program.ts';

async function main(): Promise<void> {
  try {
    await buildProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? exitCodes.done.code : exitCodes.usage.code;
      return;
    }
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

// What Keyward makes is for its own user alone: database, keys and tokens.
process.umask(0o077);
keepMemory();
// Node would print the message, which may quote a value.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${JSON.stringify({ msg: 'fatal', error: summariseError(error) })}\n`);
  process.exit(exitCodes.broken.code);
});
// A reader such as `head` that has seen enough is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done.code);
  throw error;
});
await main();
