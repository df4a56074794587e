/** `keyward webhook update`: what is not named stays. */
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { collect, defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import type { EventTypes } from './webhook-text.ts';

interface UpdateFlags extends ConnectionFlags {
  readonly target?: string;
  readonly type?: string[];
  readonly allTypes?: boolean;
  readonly description?: string;
  readonly active?: boolean;
  readonly inactive?: boolean;
  readonly ifMatch?: number;
}

export function update(parent: Command): void {
  const command = parent
    .command('update <webhook>')
    .description('Change a webhook, or make it active again')
    .option('--target <url>', 'another URL of the same origin')
    .option('--type <type>', 'events of this type alone; may be repeated', collect)
    .addOption(new Option('--all-types', 'events of every type').conflicts('type'))
    .option('--description <text>', 'for people')
    .option('--active', 'send again')
    .addOption(new Option('--inactive', 'send nothing any more').conflicts('active'));
  withConnection(withIfMatch(command)).action(run);
}

async function run(id: string, flags: UpdateFlags): Promise<void> {
  const { target: url, type, allTypes, description, active, inactive, ifMatch } = flags;
  const client = await connect(flags);
  const eventTypes = allTypes ? null : (type as EventTypes | undefined);
  const isActive = active ? true : inactive ? false : undefined;
  const patch = defined({ url, eventTypes, description, active: isActive });
  const webhook = await client.webhooks.update(id, patch, defined({ ifMatch }));
  print(webhook, `${webhook.id} is ${webhook.status}.`, flags.json);
}
