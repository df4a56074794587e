/** `keyward oauth-configuration …`, `keyward oauth-configurations …` */
import type { Command } from 'commander';
import { create } from './create.ts';
import { list } from './list.ts';
import { redirect } from './redirect.ts';
import { remove } from './remove.ts';
import { show } from './show.ts';
import { update } from './update.ts';

export function oauthConfiguration(parent: Command): void {
  const group = parent
    .command('oauth-configuration')
    .alias('oauth-configurations')
    .description('OAuth clients that connections are made by');
  for (const command of [list, show, create, update, redirect, remove]) command(group);
}
