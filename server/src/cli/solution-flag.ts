/** `--solution`: in which scope a key is meant. */
import type { Command } from 'commander';

/** As commander gives it. */
export interface SolutionFlag {
  readonly solution?: string;
}

/** Adds the flag. */
export function withSolution(command: Command): Command {
  return command.option(
    '--solution <solution>',
    "id or slug of the solution that the key is in; else the organisation's own",
  );
}

/** Adds `--shadows` beside it, for what may be new. */
export function withShadows(command: Command): Command {
  return withSolution(command).option('--shadows', "in a solution: hide the organisation's credential of the same key");
}
