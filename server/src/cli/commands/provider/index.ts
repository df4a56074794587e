/** `keyward provider …`, `keyward providers …` */
import type { Command } from 'commander';
import { create } from './create.ts';
import { importDocument } from './import.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { show } from './show.ts';

export function provider(parent: Command): void {
  const group = parent.command('provider').alias('providers').description('Whose APIs credentials are for');
  for (const command of [list, show, create, importDocument, remove]) command(group);
}
