/** `keyward credential use`: how often a credential was used, for whom, where and how it went. */
import type { OptionsOf, ResultOf } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

type UseFlags = ConnectionFlags & Omit<OptionsOf<'credentials.use'>, 'cursor' | 'signal'> & { readonly limit: number };
type Group = ResultOf<'credentials.use'>['items'][number];

const NEWEST = 100;
const PAGE = 200;

export function use(parent: Command): void {
  const command = parent
    .command('use <key>')
    .description('Count the uses of a credential, with statuses and latencies')
    .option('--by <groups>', 'day, hour, consumer, origin, token, several with commas, or all', 'consumer,origin')
    .option('--from <instant>', 'RFC 3339, inclusive; hours count as a whole')
    .option('--to <instant>', 'RFC 3339, exclusive');
  withConnection(withLimit(command, NEWEST)).action(run);
}

async function run(key: string, flags: UseFlags): Promise<void> {
  const { by, from, to, limit } = flags;
  const client = await connect(flags);
  const groups: Group[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.credentials.use(key, {
      ...defined({ by, from, to, cursor }),
      limit: Math.min(PAGE, limit - groups.length),
    });
    groups.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined && groups.length < limit);
  const text = groups.length > 0 ? table(HEADING, groups.map(rowOf)) : 'Not used in this time.';
  print(groups, text, flags.json);
}

const HEADING = ['GROUP', 'COUNT', '2XX', '3XX', '4XX', '5XX', 'FAILED', 'P50 MS', 'P95 MS', 'LAST USED'];

function rowOf({ day, hour, consumer, origin, tokenId, ...uses }: Group): string[] {
  const { count, statuses, failed, latency, lastUsedAt } = uses;
  const group = [day ?? hour, consumer === '' ? '-' : consumer, origin, tokenId].filter((part) => part !== undefined);
  const numbers = [count, statuses['2xx'], statuses['3xx'], statuses['4xx'], statuses['5xx'], failed];
  const latencies = [latency?.p50Ms ?? '', latency?.p95Ms ?? ''];
  return [group.join(' ') || 'all', ...[...numbers, ...latencies].map(String), lastUsedAt];
}
