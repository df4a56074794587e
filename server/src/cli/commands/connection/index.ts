/** `keyward connection …` */
import type { Command } from 'commander';
import { create } from './create.ts';
import { list } from './list.ts';
import { reconnect } from './reconnect.ts';
import { revoke } from './revoke.ts';
import { show } from './show.ts';

export function connection(parent: Command): void {
  const group = parent
    .command('connection')
    .alias('connections')
    .description('Connect accounts by OAuth, and watch and end their connections');
  for (const command of [create, list, show, reconnect, revoke]) command(group);
}
