/** `keyward credential add`: seals the secrets itself, so that the control plane never sees them. */
import type { Command } from 'commander';
import { Problem } from '../../../domain/problem.ts';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print } from '../../output.ts';
import { readSecrets } from '../../secret-input.ts';

interface AddFlags extends ConnectionFlags {
  readonly type: string;
  readonly name?: string;
  readonly baseUrl?: string;
  readonly origin: string[];
  readonly set: string[];
  readonly secretStdin?: string;
  readonly secretFile: string[];
}

const collect = (value: string, all: string[]): string[] => [...all, value];

export function add(parent: Command): void {
  const command = parent
    .command('add [key]')
    .description('Store a credential; secrets come from standard input, a file or a hidden prompt')
    .requiredOption('--type <type>', 'ApiKey, BasicAuth …')
    .option('--name <name>', 'display name; the key is derived from it if not given')
    .option('--base-url <url>', 'where the API is; its origin is the only one that gets the secret')
    .option('--origin <origin>', 'a further permitted origin; may be repeated', collect, [])
    .option('--set <field=value>', 'a field that is not secret; may be repeated', collect, [])
    .option('--secret-stdin <field>', 'read this secret field from standard input')
    .option('--secret-file <field=file>', 'read this secret field from a file; may be repeated', collect, []);
  withConnection(command).action(run);
}

async function run(key: string | undefined, flags: AddFlags): Promise<void> {
  const client = await connect(flags);
  const type = await client.credentialTypes.get(flags.type);
  const fields = pairs(flags.set, '--set');
  const secretFields = type.fields.filter(({ secret }) => secret);
  const misplaced = secretFields.find(({ name }) => name in fields);
  if (misplaced)
    throw new Problem('config/invalid', {
      detail: `${misplaced.name} is secret: --set would leave it in the shell's history.`,
    });
  const sources = {
    files: pairs(flags.secretFile, '--secret-file'),
    ...(flags.secretStdin !== undefined && { stdin: flags.secretStdin }),
  };
  const secrets = await readSecrets(secretFields, sources);
  const credential = await client.credentials.create({
    ...(key !== undefined && { key }),
    ...(flags.name !== undefined && { name: flags.name }),
    type: flags.type,
    ...(flags.baseUrl !== undefined && { baseUrl: flags.baseUrl }),
    ...(flags.origin.length > 0 && { allowedOrigins: flags.origin }),
    fields,
    secrets,
  });
  const notes = credential.errors.map(({ path, message }) => `  ${path} ${message}`);
  print(credential, [`Stored ${credential.key} (${credential.status}).`, ...notes].join('\n'), flags.json);
}

function pairs(texts: readonly string[], flag: string): Record<string, string> {
  const entries = texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new Problem('config/invalid', { detail: `${flag} takes name=value.` });
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}
