/** `keyward organisation …` */
import type { Command } from 'commander';
import { create } from './create.ts';
import { list } from './list.ts';
import { settings } from './settings.ts';
import { show } from './show.ts';

export function organisation(parent: Command): void {
  const group = parent.command('organisation').description('Make, list and set up organisations');
  for (const command of [create, list, show, settings]) command(group);
}
