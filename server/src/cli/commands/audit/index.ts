/** `keyward audit …` */
import type { Command } from 'commander';
import { list } from './list.ts';

export function audit(parent: Command): void {
  list(parent.command('audit').description('Read the audit log'));
}
