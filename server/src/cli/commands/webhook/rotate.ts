/** `keyward webhook rotate`: prints the new secret, which is shown this once. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { secretText } from './webhook-text.ts';

interface RotateFlags extends ConnectionFlags {
  readonly credential?: string;
  readonly overlapHours?: string;
}

export function rotate(parent: Command): void {
  const command = parent
    .command('rotate <webhook>')
    .description('Sign with another secret, and with the one before beside it for a while')
    .option('--credential <id or key>', 'this Secret; left out, a secret is made')
    .option('--overlap-hours <hours>', 'how long both sign; 24 by default, 0 to 168');
  withConnection(command).action(run);
}

async function run(id: string, flags: RotateFlags): Promise<void> {
  const client = await connect(flags);
  const { credential, overlapHours } = flags;
  const hours = overlapHours === undefined ? undefined : Number(overlapHours);
  const made = await client.webhooks.rotate(id, defined({ credential, overlapHours: hours }));
  const until = made.previous ? ` The former secret signs until ${made.previous.until}.` : '';
  print(made, `Rotated ${made.id}.${until}${secretText(made.secret)}`, flags.json);
}
