/** `keyward solution checklist` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';

export function checklist(parent: Command): void {
  const command = parent.command('checklist <solution>').description('Show what is still to fill in, in one list');
  withConnection(command).action(run);
}

async function run(reference: string, flags: ConnectionFlags): Promise<void> {
  const client = await connect(flags);
  const answer = await client.solutions.checklist(reference);
  const rows = answer.items.map(({ key, type = '', provider = type, code, missing, docsUrl = '', holders = [] }) => {
    const fields = missing.map(
      ({ field, title, message }) => `${title === field ? field : `${title} (${field})`} ${message}`,
    );
    const users = holders.map(({ kind, id }) => `named by ${kind} ${id}`);
    return [key, provider, code, [...fields, ...users].join('; '), docsUrl];
  });
  const head = `${answer.done} of ${answer.of} done.`;
  const heading = ['KEY', 'PROVIDER OR TYPE', 'WHY', 'TO DO', 'READ'];
  print(answer, rows.length === 0 ? head : `${head}\n\n${table(heading, rows)}`, flags.json);
}
