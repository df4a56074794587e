/** `keyward person …` */
import type { Command } from 'commander';
import { deactivate } from './deactivate.ts';
import { list } from './list.ts';
import { reactivate } from './reactivate.ts';
import { reset } from './reset.ts';
import { resetLink } from './reset-link.ts';
import { show } from './show.ts';

export function person(parent: Command): void {
  const group = parent.command('person').description('The accounts of people, for owners of the platform');
  for (const command of [list, show, resetLink, deactivate, reactivate, reset]) command(group);
}
