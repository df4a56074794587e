/** `keyward provider create`, also `replace`: a provider of the organisation's own, from a file in YAML or JSON. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined } from '../../option-values.ts';
import { print } from '../../output.ts';

interface CreateFlags extends ConnectionFlags {
  readonly replace?: string;
  readonly ifMatch?: number;
}

export function create(parent: Command): void {
  const command = parent
    .command('create <file>')
    .description('Make a provider of the organisation’s own, from YAML or JSON')
    .option('--replace <name>', 'put it in the place of this one, `org/…`');
  withConnection(withIfMatch(command)).action(run);
}

async function run(file: string, { replace, ifMatch, ...flags }: CreateFlags): Promise<void> {
  const text = await readFile(file, 'utf8');
  const client = await connect(flags);
  const name = replace?.replace(/^org\//, '');
  const stored =
    name === undefined
      ? await client.providers.create(text)
      : await client.providers.replace(name, text, defined({ ifMatch }));
  print(stored, `${stored.version === 1 ? 'Made' : 'Changed'} ${stored.name} (version ${stored.version}).`, flags.json);
}
