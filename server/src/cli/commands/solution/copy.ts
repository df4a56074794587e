/** `keyward solution copy` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';

interface CopyFlags extends ConnectionFlags {
  readonly name?: string;
  readonly to?: string;
  readonly shadows?: boolean;
}

export function copy(parent: Command): void {
  const command = parent
    .command('copy <solution> <slug>')
    .description('Copy a solution without its secrets; `keyward solution checklist` then says what to fill in')
    .option('--name <name>', 'of the copy; that of the original if not given')
    .option('--to <organisation>', 'another organisation, with a platform token')
    .option('--shadows', "hide the organisation's credentials of the same keys");
  withConnection(command).action(run);
}

async function run(reference: string, slug: string, flags: CopyFlags): Promise<void> {
  const client = await connect(flags);
  const { name, to: organisation, shadows } = flags;
  const made = await client.solutions.copy(reference, { slug, ...defined({ name, organisation, shadows }) });
  print(made, `Made ${made.slug} (${made.id}).`, flags.json);
}
