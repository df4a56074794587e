/**
 * The command line in a process of its own that runs one command after the other, so that a script of a hundred costs one
 * start. Each command is the program as `main.ts` runs it; standard input is empty.
 */

import { CommanderError } from 'commander';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { describeFailure } from '../../src/cli/failure.ts';
import { buildProgram } from '../../src/cli/program.ts';

/** One command, with what is set in its environment alone. */
export interface Command {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What came of it; both streams, as they were written. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

async function run({ args, env }: Command): Promise<Outcome> {
  const written: Buffer[] = [];
  const before = { ...process.env };
  const streams = [process.stdout, process.stderr] as const;
  const writes = streams.map((stream) => stream.write);
  for (const stream of streams) {
    stream.write = ((chunk: string | Uint8Array) => written.push(Buffer.from(chunk)) > 0) as typeof stream.write;
  }
  Object.assign(process.env, env);
  process.exitCode = 0;
  try {
    await buildProgram().parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? error.exitCode : exitCodeOf(error);
    if (!(error instanceof CommanderError)) written.push(Buffer.from(`${describeFailure(error)}\n`));
  } finally {
    streams.forEach((stream, index) => {
      stream.write = writes[index]!;
    });
    for (const name of Object.keys(env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
  const code = Number(process.exitCode);
  process.exitCode = 0;
  return { code, output: Buffer.concat(written).toString() };
}

process.on('message', async (command: Command) => {
  process.send!(await run(command));
});
