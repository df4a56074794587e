/** `keyward solution template` */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';
import { printableLines } from '../../printable.ts';

interface TemplateFlags extends ConnectionFlags {
  readonly fields?: boolean;
}

export function template(parent: Command): void {
  const command = parent
    .command('template <solution>')
    .description('Print a solution as one YAML file without secrets, for `keyward solution create --template`')
    .option('--fields', 'with the values of fields that are not secret');
  withConnection(command).action(run);
}

async function run(reference: string, flags: TemplateFlags): Promise<void> {
  const client = await connect(flags);
  const made = await client.solutions.template(reference, defined({ fields: flags.fields }));
  print(made, printableLines(made.template).trimEnd(), flags.json);
}
