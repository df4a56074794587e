/** `keyward token …` and `keyward platform-token …`: the same commands for both kinds. */
import type { Command } from 'commander';
import { organisationTokens, platformTokens, type TokenKind } from '../../token-kind.ts';
import { create } from './create.ts';
import { list } from './list.ts';
import { rename } from './rename.ts';
import { revoke } from './revoke.ts';
import { rotate } from './rotate.ts';
import { show } from './show.ts';

function tokens(parent: Command, kind: TokenKind): void {
  const group = parent.command(kind.command).description(kind.description);
  for (const command of [create, list, show, rename, rotate, revoke]) command(group, kind);
}

export function token(parent: Command): void {
  tokens(parent, organisationTokens);
}

export function platformToken(parent: Command): void {
  tokens(parent, platformTokens);
}
