/** `keyward credential …` */
import type { Command } from 'commander';
import { add } from './add.ts';
import { bulk } from './bulk.ts';
import { list } from './list.ts';
import { preview } from './preview.ts';
import { remove } from './remove.ts';
import { replace } from './replace.ts';
import { show } from './show.ts';
import { update } from './update.ts';
import { verify } from './verify.ts';

export function credential(parent: Command): void {
  const group = parent.command('credential').description('Add, list, show, change, verify and remove credentials');
  for (const command of [add, bulk, list, show, update, replace, verify, preview, remove]) command(group);
}
