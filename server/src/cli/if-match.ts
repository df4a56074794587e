/** `--if-match`: a write on the version that was read, and on no other. */
import type { Command } from 'commander';
import { positiveNumber } from './option-values.ts';

/** Adds the flag; a stale version is answered with 412, exit code 5. */
export function withIfMatch(command: Command): Command {
  return command.option('--if-match <version>', 'only if this is still its version', positiveNumber);
}
