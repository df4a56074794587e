/** `keyward token list` */
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import type { TokenKind } from '../../token-kind.ts';
import { tokenTable } from '../../token-view.ts';

interface ListFlags extends ConnectionFlags {
  readonly state?: 'active' | 'expired' | 'revoked';
  readonly issuer?: string;
  readonly limit?: number;
}

export function list(parent: Command, kind: TokenKind): void {
  const command = parent
    .command('list')
    .description('List tokens; never their values')
    .addOption(new Option('--state <state>', 'in this state').choices(['active', 'expired', 'revoked']))
    .option('--issuer <id>', 'issued by this person or token');
  withConnection(withLimit(command)).action((flags: ListFlags) => run(flags, kind));
}

async function run({ state, issuer, limit, ...flags }: ListFlags, kind: TokenKind): Promise<void> {
  const group = kind.groupOf(await connect(flags));
  const items = await take(group.iterate({ ...defined({ state, issuer }), ...pageOf(limit) }), limit);
  print(items, tokenTable(items), flags.json);
}
