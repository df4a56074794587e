/** `keyward token …` */
import type { Command } from 'commander';
import { create } from './create.ts';

export function token(parent: Command): void {
  create(parent.command('token').description('Create access tokens'));
}
