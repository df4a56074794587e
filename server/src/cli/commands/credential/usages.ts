/** `keyward credential usages`: what names a credential, and what was seen using it. */
import type { ResultOf } from '@keyward/sdk';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';
import { type SolutionFlag, withSolution } from '../../solution-flag.ts';

type UsagesFlags = ConnectionFlags & SolutionFlag & { readonly limit: number };
type Usages = ResultOf<'credentials.usages'>;

const FIRST = 200;
const PAGE = 200;

export function usages(parent: Command): void {
  const command = parent
    .command('usages <key>')
    .description('Show where a credential is used: what names it, and what was seen using it');
  withConnection(withLimit(withSolution(command), FIRST)).action(run);
}

async function run(key: string, flags: UsagesFlags): Promise<void> {
  const { solution, limit } = flags;
  const client = await connect(flags);
  const items: Usages['items'] = [];
  let first: Usages | undefined;
  let cursor: string | undefined;
  do {
    const page: Usages = await client.credentials.usages(key, {
      ...defined({ solution, cursor }),
      limit: Math.min(PAGE, limit - items.length),
    });
    items.push(...page.items);
    first ??= page;
    cursor = page.nextCursor;
  } while (cursor !== undefined && items.length < limit);
  const { nextCursor: _, ...whole } = { ...first, items };
  print(whole, describe(whole), flags.json);
}

const HEADING = ['KIND', 'ID', 'NAME', 'ACTIVE', 'STEP', 'COUNT', 'LAST USED', 'LINK'];

function describe({ items, hidden, total, observed = [] }: Usages): string {
  const rows = items.map(({ kind, id, name, active, step = '', observed: seen, link = '' }) => {
    return [kind, id, name, active ? 'yes' : 'no', step, String(seen?.count ?? 0), seen?.lastUsedAt ?? '', link];
  });
  const others = observed.filter(({ registered }) => !registered);
  const traffic = others.map(({ consumer, origin, count, lastUsedAt }) => {
    return [consumer === '' ? '-' : consumer, origin, String(count), lastUsedAt];
  });
  return [
    rows.length > 0 ? table(HEADING, rows) : 'Nothing names it.',
    ...(total > items.length ? [`… and ${total - items.length} more`] : []),
    ...(hidden > 0 ? [`${hidden} more that the token may not see`] : []),
    ...(traffic.length > 0 ? ['', table(['SEEN ALSO', 'ORIGIN', 'COUNT', 'LAST USED'], traffic)] : []),
  ].join('\n');
}
