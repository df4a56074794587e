/** Walking the tree of commands. */
import type { Command, Option } from 'commander';

export type { Command, Option };

/** The commands that do something, in the order of the help. */
export function leavesOf(command: Command): Command[] {
  return command.commands.flatMap((child) => (child.commands.length === 0 ? [child] : leavesOf(child)));
}

/** `keyward credential list` */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
