/** `keyward consumer show` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { details, print, table } from '../../output.ts';
import { consumerName } from './consumer-name.ts';

export function show(parent: Command): void {
  withConnection(parent.command('show <kind/id>').description('Show a consumer with all that it uses')).action(run);
}

async function run(reference: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const consumer = await client.consumers.get(...consumerName(reference));
  const { kind, externalId, name, active, solutionId, link, version, updatedAt } = consumer;
  const head = details([
    ['consumer', `${kind}/${externalId}`],
    ['name', name],
    ['active', active ? 'yes' : 'no'],
    ['solution', solutionId],
    ['link', link],
    ['version', version],
    ['updated', updatedAt],
  ]);
  const rows = consumer.uses.map(({ credential, step = '', component = '' }) => [credential, step, component]);
  const uses = rows.length > 0 ? table(['CREDENTIAL', 'STEP', 'COMPONENT'], rows) : 'It uses no credential.';
  print(consumer, `${head}\n\n${uses}`, flags.json);
}
