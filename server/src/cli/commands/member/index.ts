/** `keyward member …` */
import type { Command } from 'commander';
import { invitations } from './invitations.ts';
import { invite } from './invite.ts';
import { list } from './list.ts';
import { remove } from './remove.ts';
import { role } from './role.ts';
import { withdraw } from './withdraw.ts';

export function member(parent: Command): void {
  const group = parent.command('member').description('Invite people, and say what they may manage');
  for (const command of [list, invite, invitations, withdraw, role, remove]) command(group);
}
