/** `keyward credential …` */
import type { Command } from 'commander';
import { accessToken } from './access-token.ts';
import { add } from './add.ts';
import { bulk } from './bulk.ts';
import { list } from './list.ts';
import { moveUsages } from './move-usages.ts';
import { preview } from './preview.ts';
import { remove } from './remove.ts';
import { replace } from './replace.ts';
import { show } from './show.ts';
import { tryUnsaved } from './try.ts';
import { update } from './update.ts';
import { usages } from './usages.ts';
import { use } from './use.ts';
import { verify } from './verify.ts';

export function credential(parent: Command): void {
  const group = parent
    .command('credential')
    .description('Add, list, show, change, verify and remove credentials, and show where they are used');
  for (const command of [
    add,
    bulk,
    list,
    show,
    update,
    replace,
    tryUnsaved,
    verify,
    preview,
    use,
    usages,
    moveUsages,
    accessToken,
    remove,
  ])
    command(group);
}
