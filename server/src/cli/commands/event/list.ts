/** `keyward events list`: what has happened to credentials, newest first; with `--follow` as it happens. */
import { setTimeout as delay } from 'node:timers/promises';
import type { KeywardClient, OptionsOf } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';
import { printableJson, printableLine } from '../../printable.ts';

type Filters = Omit<OptionsOf<'events.list'>, 'cursor' | 'signal' | 'limit'>;

interface ListFlags extends ConnectionFlags, Filters {
  readonly follow?: boolean;
  readonly limit: number;
}

type Event = Awaited<ReturnType<KeywardClient['events']['list']>>['items'][number];

const NEWEST = 100;
const LOOK_MS = 1000;
/** An event may be committed after one that is a little younger. */
const OVERLAP_MS = 60_000;

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List events, newest first')
    .option('--type <type>', 'of this type: credential.verdict-changed')
    .option('--credential <id or key>', 'of this credential')
    .option('--solution <id or slug>', 'of the credentials of this solution')
    .option('--from <instant>', 'RFC 3339, inclusive')
    .option('--to <instant>', 'RFC 3339, exclusive')
    .addOption(new Option('--follow', 'go on and print events as they happen, until interrupted').conflicts('to'));
  withConnection(withLimit(command, NEWEST)).action(run);
}

async function run(flags: ListFlags): Promise<void> {
  const { type, credential, solution, from, to, limit, follow } = flags;
  const client = await connect(flags);
  const filters: Filters = defined({ type, credential, solution, from, to });
  const items = await take(client.events.iterate({ ...filters, ...pageOf(limit) }), limit);
  if (follow) return followOn({ client, filters, json: flags.json === true }, items);
  const text = items.length > 0 ? table(HEADING, items.map(rowOf)) : 'No events.';
  print(items, text, flags.json);
}

const HEADING = ['AT', 'TYPE', 'CREDENTIAL', 'STATUS', 'VERDICT'];

function rowOf({ timestamp, type, data }: Event): string[] {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : '');
  return [timestamp, type, text('key'), text('status'), text('verdict')];
}

interface Following {
  readonly client: KeywardClient;
  readonly filters: Filters;
  readonly json: boolean;
}

/** One line an event, oldest first; JSON lines with `--json`. Ends when the process is told to. */
async function followOn({ client, filters, json }: Following, first: readonly Event[]): Promise<void> {
  const seen = new Map<string, number>();
  let newest = first[0] ? Date.parse(first[0].timestamp) : undefined;
  show(first);
  for (;;) {
    await delay(LOOK_MS);
    const from = newest === undefined ? {} : { from: new Date(newest - OVERLAP_MS).toISOString() };
    const found: Event[] = [];
    for await (const event of client.events.iterate({ ...filters, ...from, limit: 200 })) found.push(event);
    show(found.filter(({ id }) => !seen.has(id)));
    for (const [id, at] of seen) if (at < (newest ?? 0) - 2 * OVERLAP_MS) seen.delete(id);
  }

  function show(events: readonly Event[]): void {
    for (const event of events.toReversed()) {
      const at = Date.parse(event.timestamp);
      seen.set(event.id, at);
      newest = Math.max(newest ?? at, at);
      process.stdout.write(`${json ? jsonLine(event) : rowOf(event).map(printableLine).join('  ')}\n`);
    }
  }
}

/** Line breaks of JSON lie between its parts alone: within texts they are escaped. */
function jsonLine(event: Event): string {
  return printableJson(event).replace(/\n */g, '');
}
