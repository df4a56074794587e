/** `keyward webhook create`: prints the signing secret, which is shown this once. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { collect, defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { type EventTypes, secretText } from './webhook-text.ts';

interface CreateFlags extends ConnectionFlags {
  readonly type?: string[];
  readonly solution?: string;
  readonly description?: string;
  readonly credential?: string;
}

export function create(parent: Command): void {
  const command = parent
    .command('create <url>')
    .description('Send events to a URL; prints the secret that signs them once')
    .option('--type <type>', 'events of this type alone: credential.rejected; may be repeated', collect)
    .option('--solution <id or slug>', 'events of the credentials of this solution alone')
    .option('--description <text>', 'for people')
    .option('--credential <id or key>', 'sign with this Secret; left out, a secret is made');
  withConnection(command).action(run);
}

async function run(url: string, flags: CreateFlags): Promise<void> {
  const { type, solution, description, credential } = flags;
  const client = await connect(flags);
  const more = defined({ eventTypes: type as EventTypes | undefined, solution, description, credential });
  const made = await client.webhooks.create({ url, ...more });
  print(made, `Made ${made.id}.${secretText(made.secret)}`, flags.json);
}
