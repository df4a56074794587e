/** `keyward component …` */
import type { Command } from 'commander';
import { list } from './list.ts';

export function component(parent: Command): void {
  const group = parent
    .command('component')
    .description('What credentials there are for: providers, and types without one');
  list(group);
}
