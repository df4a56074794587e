/** `keyward consumer set`: registers a consumer with all that it uses; the same again changes nothing. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { collect, defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { usageError } from '../../usage-error.ts';
import { consumerName } from './consumer-name.ts';

interface SetFlags extends ConnectionFlags {
  readonly name?: string;
  readonly use?: readonly string[];
  readonly solution?: string;
  readonly link?: string;
  readonly inactive?: boolean;
  readonly ifMatch?: number;
}

export function set(parent: Command): void {
  const command = parent
    .command('set <kind/id>')
    .description('Register a consumer with all that it uses, or bring it to exactly this state')
    .option('--name <name>', 'display name; else its id')
    .option('--use <key[@step][=component]>', 'a credential that it uses; may be repeated', collect)
    .option('--solution <solution>', 'id or slug of the solution where its keys are looked up first')
    .option('--link <url>', 'where people find it')
    .option('--inactive', 'it does not run');
  withConnection(withIfMatch(command)).action(run);
}

/** A key holds neither sign, so that each begins its part. */
const USE = /^(?<credential>[^@=]+)(?:@(?<step>[^=]+))?(?:=(?<component>.+))?$/;

function readUse(text: string): { credential: string; step?: string; component?: string } {
  const { credential, step, component } = USE.exec(text)?.groups ?? {};
  if (!credential) throw usageError('--use takes a key, with @step and =component where wanted.');
  return { credential, ...defined({ step, component }) };
}

async function run(reference: string, flags: SetFlags): Promise<void> {
  const { name, use = [], solution, link, inactive, ifMatch } = flags;
  const [kind, externalId] = consumerName(reference);
  const body = { name: name ?? externalId, active: !inactive, uses: use.map(readUse), ...defined({ solution, link }) };
  const client = await connect(flags);
  const consumer = await client.consumers.replace(kind, externalId, body, defined({ ifMatch }));
  const { uses, version } = consumer;
  print(consumer, `Registered ${reference} with ${uses.length} of its credentials, version ${version}.`, flags.json);
}
