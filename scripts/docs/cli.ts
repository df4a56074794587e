/** docs/cli.md, from the tree of commands. */
import { type Command, leavesOf, type Option, pathOf } from '../../server/src/cli/command-tree.ts';
import { settingRows } from '../../server/src/cli/commands/help.ts';
import { exitCodes } from '../../server/src/cli/exit-codes.ts';
import { buildProgram } from '../../server/src/cli/program.ts';
import { table } from './markdown.ts';

const INTRO = `<!-- Generated from server/src/cli by \`npm run docs\`. -->
# Command line

\`keyward <command> --help\` says the same for one command. From a checkout: \`npm run -s keyward -- <command>\`.

`;

const OUTPUT = `
## Output

Standard output carries the result and nothing else; errors go to standard error. For people there are tables, cut to the
width of a terminal and never when piped. With \`--json\` a command prints the API's own JSON as [openapi.json](openapi.json)
describes it, a list as an array of its items, and never a colour. Colours follow \`NO_COLOR\`, \`FORCE_COLOR\`,
\`--no-color\` and whether standard output is a terminal.

## Secrets and tokens

No secret and no token is ever an argument: other users could read it, and shells keep it. They come from standard input,
a file or a hidden prompt. Secrets are sealed by the command itself, to the broker that is pinned, before they are sent;
this holds for \`credential bulk\` too. Each of its lines is a JSON object as \`POST credentials\` takes it, the secrets in a
member \`secrets\`: \`{"key":"crm","type":"ApiKey","baseUrl":"https://…","fields":{…},"secrets":{"apiKey":"…"}}\`.

## Completion

\`source <(keyward completion bash)\`, \`source <(keyward completion zsh)\` or \`keyward completion fish | source\` in the
start-up file of the shell completes commands, flags and values.
`;

const PROFILES = `
A profile is what \`keyward login\` keeps in \`$XDG_CONFIG_HOME/keyward/config.json\` (\`~/.config\` by default), mode 0600.
\`--profile\` names one, then \`KEYWARD_PROFILE\`, then \`keyward profile use\`.

- With \`--profile\` the other variables of the environment count for nothing: the command acts on that profile.
- A profile in use stands in for the whole data folder, and its token and pin go to its own server alone. Where another
  URL is given the current profile is left out; one that was asked for by name is refused.
- Where \`--data\` or \`KEYWARD_DATA\` names a folder, the current profile is left out.
- The broker key that \`keyward login\` pins comes from you or from a data folder, never from the server.
`;

/** Those of the table of settings, in each client command. */
const COMMON = [
  '--url',
  '--organisation',
  '--token-file',
  '--broker-key',
  '--profile',
  '--data',
  '--json',
  '--no-color',
];

function isClient(command: Command): boolean {
  return command.options.some(({ long }) => long === '--profile');
}

function toRow(option: Option): string[] {
  const notes = [
    option.argChoices && `one of ${option.argChoices.map((choice) => `\`${choice}\``).join(', ')}`,
    typeof option.defaultValue !== 'boolean' &&
      option.defaultValue !== undefined &&
      `default \`${option.defaultValue}\``,
    option.mandatory && 'required',
  ].filter(Boolean);
  const marks = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  return [`\`${option.flags}\``, option.description + marks];
}

function renderCommand(command: Command): string {
  const usage = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? ` <${name}>` : ` [${name}]`;
  });
  const shared = isClient(command) ? COMMON : ['--no-color'];
  const own = command.options.filter(({ long }) => !shared.includes(long ?? ''));
  const flags = own.length > 0 ? `\n${table(['Flag', 'Meaning'], own.map(toRow))}` : '';
  return `\n### ${pathOf(command)}${usage.join('')}\n\n${command.description()}.\n${flags}`;
}

function renderShared(leaves: readonly Command[]): string {
  const client = leaves.find(isClient)!;
  const rows = client.options.filter(({ long }) => COMMON.includes(long ?? '')).map(toRow);
  return `\n## Flags of every command that talks to a server\n\n${table(['Flag', 'Meaning'], rows)}`;
}

/** The whole document. */
export function renderCli(): string {
  const leaves = leavesOf(buildProgram());
  const index = leaves.map((command) => [`\`${pathOf(command)}\``, command.description()]);
  const codes = Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]);
  const settings = table(
    ['Flag', 'Environment', 'Profile', 'Data folder', 'Default'],
    settingRows().map((row) => row.map((cell) => cell && `\`${cell}\``)),
  );
  return [
    INTRO,
    table(['Command', ''], index),
    OUTPUT,
    `\n## Exit codes\n\n${table(['Code', 'Meaning'], codes)}`,
    `\n## Where settings come from\n\nThe first column that has a value wins.\n\n${settings}`,
    PROFILES,
    renderShared(leaves),
    '\n## Commands\n',
    ...leaves.map(renderCommand),
  ].join('');
}
