/** `keyward solution create` */
import type { KeywardClient } from '@keyward/sdk';
import type { Command } from 'commander';
import { isYamlFile, readYaml } from '../../../catalogue/read-yaml.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { defined, readInput } from '../../option-values.ts';
import { print } from '../../output.ts';
import { usageError } from '../../usage-error.ts';

interface CreateFlags extends ConnectionFlags {
  readonly slug?: string;
  readonly template?: string;
  readonly mapping?: string;
}

export function create(parent: Command): void {
  const command = parent
    .command('create <name>')
    .description('Make a solution')
    .option('--slug <slug>', 'its name in paths, fixed for ever; derived from the name if not given');
  command
    .option('--template <file>', 'of `keyward solution template`, or one of your own, in YAML or JSON')
    .option(
      '--mapping <file>',
      'where its credentials come from, in YAML or JSON by key: later, { use } or { create }',
    );
  withConnection(command).action(run);
}

type Mapping = NonNullable<Parameters<KeywardClient['solutions']['create']>[0]['mapping']>;

/** The API checks its shape. */
function mappingIn(text: string): Mapping {
  const read = readYaml('mapping', text);
  if (isYamlFile(read)) return read.value as Mapping;
  const [{ line, message } = { line: 1, message: 'is not YAML' }] = read;
  throw usageError(`Line ${line} of the mapping: ${message}.`);
}

async function run(name: string, flags: CreateFlags): Promise<void> {
  const client = await connect(flags);
  const template = flags.template === undefined ? undefined : await readInput(flags.template, '--template');
  const mapping = flags.mapping === undefined ? undefined : mappingIn(await readInput(flags.mapping, '--mapping'));
  const solution = await client.solutions.create({ name, ...defined({ slug: flags.slug, template, mapping }) });
  print(solution, `Made ${solution.slug} (${solution.id}).`, flags.json);
}
