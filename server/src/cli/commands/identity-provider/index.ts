/** `keyward identity-provider …`, `keyward identity-providers …` */
import type { Command } from 'commander';
import { create } from './create.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { show } from './show.ts';
import { update } from './update.ts';

export function identityProvider(parent: Command): void {
  const group = parent
    .command('identity-provider')
    .alias('identity-providers')
    .description('OpenID Connect servers that sign people in, to an organisation or to the installation');
  for (const command of [list, show, create, update, remove]) command(group);
}
