/** `keyward webhook …` */
import type { Command } from 'commander';
import { create } from './create.ts';
import { deliveries } from './deliveries.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { replay } from './replay.ts';
import { rotate } from './rotate.ts';
import { test } from './send-test.ts';
import { show } from './show.ts';
import { update } from './update.ts';

export function webhook(parent: Command): void {
  const group = parent
    .command('webhook')
    .alias('webhooks')
    .description('Make and watch webhooks, to which events are sent');
  for (const command of [create, list, show, update, rotate, test, deliveries, replay, remove]) command(group);
}
