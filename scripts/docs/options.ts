/** docs/options.md, from the list of options in the server's configuration. */
import { type OptionSpec, options } from '../../server/src/config.ts';
import { table } from './markdown.ts';

const INTRO = `<!-- Generated from server/src/config.ts by \`npm run docs\`. -->
# Options

Each option is a flag of \`keyward serve\` and an environment variable; the flag wins.

`;

function toRow(option: OptionSpec): string[] {
  const fallback = option.default ? `\`${option.default}\`` : '';
  return [`\`${option.flag} <${option.argument}>\``, `\`${option.env}\``, fallback, option.help];
}

export function renderOptions(): string {
  return INTRO + table(['Flag', 'Environment', 'Default', 'Meaning'], options.map(toRow));
}
