/** `keyward function put`: makes a function from a file in YAML or JSON, or a new version of it. */
import type { Command } from 'commander';
import { parse } from 'yaml';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { withIfMatch } from '../../if-match.ts';
import { defined, readInput } from '../../option-values.ts';
import { print } from '../../output.ts';
import { usageError } from '../../usage-error.ts';

interface PutFlags extends ConnectionFlags {
  readonly solution: string;
  readonly ifMatch?: number;
}

export function put(parent: Command): void {
  const command = parent
    .command('put <file>')
    .description('Make a function from YAML or JSON, or a new version of it; `-` reads standard input')
    .requiredOption('--solution <solution>', 'id or slug of the solution that it belongs to');
  withConnection(withIfMatch(command)).action(run);
}

/** The path of the request has it, too; all else is for the API to judge. */
function nameIn(text: string): string {
  try {
    const { name } = parse(text, { maxAliasCount: 0 }) as { name?: unknown };
    if (typeof name === 'string') return name;
  } catch {
    // The parser's own message quotes the file.
  }
  throw usageError('The file is no definition: it has no `name`.');
}

async function run(file: string, { solution, ifMatch, ...flags }: PutFlags): Promise<void> {
  const text = await readInput(file, 'put');
  const client = await connect(flags);
  const stored = await client.functions.replace(solution, nameIn(text), text, defined({ ifMatch }));
  const { name, version, state, digest } = stored;
  print(stored, `${version === 1 ? 'Made' : 'Saved'} ${name}, version ${version}, ${state} (${digest}).`, flags.json);
}
