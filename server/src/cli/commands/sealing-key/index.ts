/** `keyward sealing-key …` */
import type { Command } from 'commander';
import { show } from './show.ts';

export function sealingKey(parent: Command): void {
  show(parent.command('sealing-key').description('The key that secrets are sealed to'));
}
