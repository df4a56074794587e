/** `keyward member …` and `keyward platform-member …` */
import type { Command } from 'commander';
import { organisationMembers, platformMembers } from '../../member-kind.ts';
import { invitations } from './invitations.ts';
import { invite } from './invite.ts';
import { invitePlatform } from './invite-platform.ts';
import { list } from './list.ts';
import { listPlatform } from './list-platform.ts';
import { remove } from './remove.ts';
import { role } from './role.ts';
import { rolePlatform } from './role-platform.ts';
import { withdraw } from './withdraw.ts';

export function member(parent: Command): void {
  const group = parent.command('member').description('Invite people, and say what they may manage');
  for (const command of [list, invite, role]) command(group);
  for (const command of [invitations, withdraw, remove]) command(group, organisationMembers);
}

export function platformMember(parent: Command): void {
  const group = parent.command('platform-member').description('The same for people who manage in every organisation');
  for (const command of [listPlatform, invitePlatform, rolePlatform]) command(group);
  for (const command of [invitations, withdraw, remove]) command(group, platformMembers);
}
