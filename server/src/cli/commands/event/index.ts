/** `keyward events …` */
import type { Command } from 'commander';
import { list } from './list.ts';

export function events(parent: Command): void {
  list(parent.command('events').alias('event').description('Read what has happened to credentials'));
}
