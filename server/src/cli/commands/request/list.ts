/** `keyward request list`: what went through the broker and what it refused, newest first; metadata alone. */
import type { OptionsOf } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags, Omit<OptionsOf<'requests.list'>, 'cursor' | 'signal' | 'token'> {
  readonly tokenId?: string;
  readonly limit: number;
}

/** A log may have millions of entries: the newest are meant unless told otherwise. */
const NEWEST = 100;

const HEADING = ['AT', 'CREDENTIAL', 'CONSUMER', 'METHOD', 'ORIGIN', 'PATH', 'STATUS', 'CODE', 'MS'];

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List requests, newest first; never a query, a header or a body')
    .option('--credential <id or key>', 'with this credential')
    .option('--token-id <id>', 'by this access token')
    .option('--consumer <consumer>', 'for this flow or function, as Keyward-Consumer named it')
    .option('--origin <origin>', 'to this origin')
    .addOption(new Option('--status-class <class>', 'answered so').choices(['2xx', '3xx', '4xx', '5xx']))
    .option('--code <code>', 'refused or failed with this code')
    .option('--request-id <id>', 'this request')
    .option('--from <instant>', 'RFC 3339, inclusive')
    .option('--to <instant>', 'RFC 3339, exclusive');
  withConnection(withLimit(command, NEWEST)).action(run);
}

async function run(flags: ListFlags): Promise<void> {
  const { credential, tokenId: token, consumer, origin, statusClass, code, requestId, from, to, limit } = flags;
  const client = await connect(flags);
  const filters = defined({ credential, token, consumer, origin, statusClass, code, requestId, from, to });
  const items = await take(client.requests.iterate({ ...filters, ...pageOf(limit) }), limit);
  const rows = items.map((request) => [
    request.at,
    request.credentialKey ?? '',
    request.consumer ?? '',
    request.method,
    request.origin ?? '',
    request.path ?? '',
    String(request.status),
    request.code ?? '',
    request.totalMs === undefined ? '' : String(Math.round(request.totalMs)),
  ]);
  print(items, rows.length > 0 ? table(HEADING, rows) : 'No requests.', flags.json);
}
