/** `keyward provider …`, `keyward providers …` */
import type { Command } from 'commander';
import { list } from './list.ts';
import { show } from './show.ts';

export function provider(parent: Command): void {
  const group = parent.command('provider').alias('providers').description('Whose APIs credentials are for');
  for (const command of [list, show]) command(group);
}
