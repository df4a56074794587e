/** `keyward profile …` */
import type { Command } from 'commander';
import { list } from './list.ts';
import { use } from './use.ts';

export function profile(parent: Command): void {
  const group = parent.command('profile').description('The connections that `keyward login` keeps');
  for (const command of [list, use]) command(group);
}
