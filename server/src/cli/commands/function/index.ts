/** `keyward function …`, `keyward functions …` */
import type { Command } from 'commander';
import { dryRun } from './dry-run.ts';
import { invoke } from './invoke.ts';
import { list } from './list.ts';
import { put } from './put.ts';
import { remove } from './remove.ts';
import { show } from './show.ts';

export function functions(parent: Command): void {
  const group = parent
    .command('function')
    .alias('functions')
    .description('Save requests as functions, and invoke them with values alone');
  for (const command of [put, list, show, dryRun, invoke, remove]) command(group);
}
