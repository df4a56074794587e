/** `keyward solution …` */
import type { Command } from 'commander';
import { checklist } from './checklist.ts';
import { copy } from './copy.ts';
import { create } from './create.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { show } from './show.ts';
import { template } from './template.ts';
import { update } from './update.ts';

export function solution(parent: Command): void {
  const group = parent
    .command('solution')
    .description('Make, list and delete solutions, with credentials of their own');
  for (const command of [create, list, show, update, copy, checklist, template, remove]) command(group);
}
