/** `keyward credential preview`: what will be injected where. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { details, print, table } from '../../output.ts';

export function preview(parent: Command): void {
  withConnection(
    parent.command('preview <key>').description('Show what will be injected where; secrets as dots, none is opened'),
  ).action(run);
}

async function run(key: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const shown = await client.credentials.preview(key);
  const { usable, reason, target, origins, injected, missing } = shown;
  const about = details([
    ['usable', usable ? 'yes' : `no: ${reason ?? 'unknown'}`],
    ['target', target ? `${target.origin}${target.path}` : 'named by the caller in Keyward-Target'],
    ['origins', origins.join(', ')],
    ['missing', missing.join(', ')],
  ]);
  const rows = injected.map(({ placement, name, value }) => [placement, name ?? '', value]);
  print(shown, rows.length === 0 ? about : `${about}\n\n${table(['PLACEMENT', 'NAME', 'VALUE'], rows)}`, flags.json);
}
