/** `keyward provider show`: what a provider asks for, by credential type. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';
import { printableLine } from '../../printable.ts';

export function show(parent: Command): void {
  withConnection(parent.command('show <provider>').description('Show a provider and what it asks for')).action(run);
}

async function run(name: string, flags: ConnectionFlags): Promise<void> {
  const provider = await (await connect(flags)).providers.get(name);
  const methods = provider.methods.map(({ type, title, fields, baseUrls, isVerifiable }) => {
    const rows = fields.map((field) => {
      const marks = [field.secret && 'secret', field.required && 'required'].filter(Boolean).join(', ');
      return [field.name, marks, field.enum?.join(' | ') ?? field.default ?? '', field.help];
    });
    const head = [`${type}: ${title}${isVerifiable ? ', verifiable' : ''}`, ...baseUrls].map(printableLine);
    return [...head, table(['FIELD', '', 'VALUES', 'MEANING'], rows)].join('\n');
  });
  const head = [provider.title, provider.description ?? '', provider.docsUrl].filter(Boolean).map(printableLine);
  print(provider, [head.join('\n'), ...methods].join('\n\n'), flags.json);
}
