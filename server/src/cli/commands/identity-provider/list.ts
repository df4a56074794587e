/** `keyward identity-provider list` */
import type { Command } from 'commander';
import { connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';
import { groupOf, type PlaceFlags, withPlace } from './provider-flags.ts';

export function list(parent: Command): void {
  withConnection(withPlace(parent.command('list').description('List identity providers'))).action(run);
}

async function run(flags: PlaceFlags): Promise<void> {
  const { items } = await groupOf(await connect(flags), flags).list();
  const rows = items.map(({ key, title, issuer, active, membership, allowedDomains }) => {
    return [key, title, issuer, active ? 'yes' : 'no', membership?.role ?? 'none', allowedDomains.join(' ')];
  });
  print(items, table(['KEY', 'TITLE', 'ISSUER', 'ACTIVE', 'FIRST ROLE', 'DOMAINS'], rows), flags.json);
}
