/** `keyward request …` */
import type { Command } from 'commander';
import { list } from './list.ts';

export function request(parent: Command): void {
  list(parent.command('request').description('Read the log of requests through the broker'));
}
