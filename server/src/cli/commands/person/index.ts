/** `keyward person …` */
import type { Command } from 'commander';
import { reset } from './reset.ts';

export function person(parent: Command): void {
  const group = parent.command('person').description('Let people in from the machine itself');
  for (const command of [reset]) command(group);
}
