/** `keyward audit list`: who did what, newest first. */
import type { OptionsOf } from '@keyward/sdk';
import { type Command, Option } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { pageOf, take, withLimit } from '../../listing.ts';
import { defined } from '../../option-values.ts';
import { print, table } from '../../output.ts';

interface ListFlags extends ConnectionFlags, Omit<OptionsOf<'audit.list'>, 'cursor' | 'signal'> {
  readonly platform?: boolean;
  readonly limit: number;
}

/** A log may have millions of entries: the newest are meant unless told otherwise. */
const NEWEST = 100;

export function list(parent: Command): void {
  const command = parent
    .command('list')
    .description('List what was done and refused, newest first')
    .option('--action <action>', 'this action, or with a dot at the end all of a noun: credential.')
    .option('--actor <id>', 'by this token')
    .option('--subject <id or key>', 'to this')
    .addOption(new Option('--outcome <outcome>', 'how it ended').choices(['done', 'refused']))
    .option('--code <code>', 'refused with this code')
    .option('--request-id <id>', 'of this request')
    .option('--from <instant>', 'RFC 3339, inclusive')
    .option('--to <instant>', 'RFC 3339, exclusive')
    .option('--platform', 'what happened outside of every organisation');
  withConnection(withLimit(command, NEWEST)).action(run);
}

async function run(flags: ListFlags): Promise<void> {
  const { action, actor, subject, outcome, code, requestId, from, to, limit } = flags;
  const client = await connect(flags);
  const group = flags.platform ? client.platformAudit : client.audit;
  const filters = defined({ action, actor, subject, outcome, code, requestId, from, to });
  const items = await take(group.iterate({ ...filters, ...pageOf(limit) }), limit);
  const rows = items.map((entry) => [
    entry.at,
    entry.actorName ?? entry.actor,
    entry.action,
    entry.subjectKey ?? entry.subject ?? '',
    entry.outcome,
    entry.code ?? '',
  ]);
  const text = rows.length > 0 ? table(['AT', 'ACTOR', 'ACTION', 'SUBJECT', 'OUTCOME', 'CODE'], rows) : 'No entries.';
  print(items, text, flags.json);
}
