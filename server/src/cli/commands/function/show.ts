/** `keyward function show`: a definition, and whether its credentials can be used. */
import type { Command } from 'commander';
import { stringify } from 'yaml';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';
import { printableLine } from '../../printable.ts';

interface ShowFlags extends ConnectionFlags {
  readonly solution: string;
}

export function show(parent: Command): void {
  const command = parent
    .command('show <name>')
    .description('Show a function as YAML, and why a credential in it cannot be used')
    .requiredOption('--solution <solution>', 'id or slug');
  withConnection(command).action(run);
}

async function run(name: string, { solution, ...flags }: ShowFlags): Promise<void> {
  const client = await connect(flags);
  const shown = await client.functions.get(solution, name);
  const head = `# version ${shown.version}, digest ${shown.digest}`;
  const refused = shown.credentials
    .filter(({ reason }) => reason !== undefined)
    .map(({ key, path, reason }) => `# ${path}: ${key} is not to be used, ${reason}`);
  const lines = stringify(shown.definition).trimEnd().split('\n');
  print(shown, [head, ...refused, ...lines].map(printableLine).join('\n'), flags.json);
}
