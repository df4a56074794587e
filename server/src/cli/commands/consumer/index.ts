/** `keyward consumer …` */
import type { Command } from 'commander';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { set } from './set.ts';
import { show } from './show.ts';

export function consumer(parent: Command): void {
  const group = parent
    .command('consumer')
    .description('Register flows, rules and functions of other systems with the credentials that they use');
  for (const command of [set, list, show, remove]) command(group);
}
