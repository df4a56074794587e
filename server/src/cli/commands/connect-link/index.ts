/** `keyward connect-link …` */
import type { Command } from 'commander';
import { create } from './create.ts';
import { list } from './list.ts';
import { revoke } from './revoke.ts';

export function connectLink(parent: Command): void {
  const group = parent
    .command('connect-link')
    .alias('connect-links')
    .description('Make pages by which people without an account store one credential, once');
  for (const command of [create, list, revoke]) command(group);
}
