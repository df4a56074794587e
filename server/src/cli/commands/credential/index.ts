/** `keyward credential …` */
import type { Command } from 'commander';
import { add } from './add.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { show } from './show.ts';
import { verify } from './verify.ts';

export function credential(parent: Command): void {
  const group = parent.command('credential').description('Add, list, show, verify and remove credentials');
  for (const command of [add, list, show, verify, remove]) command(group);
}
