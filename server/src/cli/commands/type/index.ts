/** `keyward type …` */
import type { Command } from 'commander';
import { list } from './list.ts';
import { show } from './show.ts';

export function type(parent: Command): void {
  const group = parent.command('type').description('The types of credentials and their fields');
  for (const command of [list, show]) command(group);
}
