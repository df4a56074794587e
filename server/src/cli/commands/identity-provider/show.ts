/** `keyward identity-provider show` */
import type { Command } from 'commander';
import { connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';
import { groupOf, type PlaceFlags, withPlace } from './provider-flags.ts';

export function show(parent: Command): void {
  const command = parent.command('show <provider>').description('Show an identity provider, by key or id');
  withConnection(withPlace(command)).action(run);
}

async function run(reference: string, flags: PlaceFlags): Promise<void> {
  const found = await groupOf(await connect(flags), flags).get(reference);
  const rows = Object.entries(found).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  print(found, table(['', ''], rows), flags.json);
}
