/** `keyward type show`: the fields of a type, and where they go. */
import type { Command } from 'commander';
import { type ConnectionFlags, connect, withConnection } from '../../connection.ts';
import { print, table } from '../../output.ts';
import { printableLine } from '../../printable.ts';

export function show(parent: Command): void {
  withConnection(parent.command('show <type>').description('Show a type of credentials and its fields')).action(run);
}

async function run(name: string, flags: ConnectionFlags): Promise<void> {
  const type = await (await connect(flags)).credentialTypes.get(name);
  const rows = type.fields.map((field) => {
    const condition = field.when && `where ${field.when.field} is ${field.when.in.join(' or ')}`;
    const isRequired = field.required && 'required';
    const lines = field.multiline && 'several lines';
    const marks = [field.secret && 'secret', isRequired, lines, condition].filter(Boolean).join(', ');
    return [field.name, marks, field.enum?.join(' | ') ?? field.default ?? '', field.help];
  });
  const notes = [
    type.openFields && 'Takes fields of any name; --redact names those that are secret, all where it is left out.',
    type.takesInjection && 'Takes an injection rule: --injection <file>.',
  ].filter((note) => note !== false);
  const fields = rows.length > 0 ? [table(['FIELD', '', 'VALUES', 'MEANING'], rows)] : [];
  print(type, [printableLine(type.description), ...fields, ...notes].join('\n\n'), flags.json);
}
