/** The tree of commands, `keyward` and below. Completion and docs/cli.md are made from it; nothing runs here. */
import { Command } from 'commander';
import { leavesOf } from './command-tree.ts';
import { commands } from './commands/index.ts';

/** Makes the tree. A wrong usage throws CommanderError instead of ending the process. */
export function buildProgram(): Command {
  const program = new Command('keyward')
    .description('Keeps credentials sealed, proves that they work, and puts them into outgoing requests.')
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of commands) add(program);
  for (const command of leavesOf(program)) command.option('--no-color', 'print no colours, as NO_COLOR does');
  program.hook('preAction', (_, action) => {
    if (action.opts().color === false) showNoColours();
  });
  return program;
}

/** Node reads the variables whenever something is painted; FORCE_COLOR would win. */
function showNoColours(): void {
  process.env.NO_COLOR = '1';
  delete process.env.FORCE_COLOR;
}
