/** The completion of fish: one line for each word, with the command that it follows as its condition. */
import type { CompletionEntry } from './entries.ts';

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function linesOf({ path, commands, flags, choices }: CompletionEntry): string[] {
  const condition = `-n ${quote(`__keyward_at ${path.split(' ').slice(1).join(' ')}`.trim())}`;
  const valuesOf = new Map(choices.map(({ flag, values }) => [flag, values]));
  return [
    ...commands.map(
      ({ word, description }) => `complete -c keyward -f ${condition} -a ${word} -d ${quote(description)}`,
    ),
    ...flags.map(({ word, description }) => {
      const values = valuesOf.get(word);
      const taken = values ? ` -x -a ${quote(values.join(' '))}` : '';
      return `complete -c keyward ${condition} -l ${word.slice(2)}${taken} -d ${quote(description)}`;
    }),
  ];
}

function groupsOf(entries: readonly CompletionEntry[]): string {
  const groups = entries.filter(({ commands }) => commands.length > 0).map(({ path }) => quote(path));
  return groups.join(' ');
}

/** The script. */
export function fishScript(entries: readonly CompletionEntry[]): string {
  return `# Completion of keyward for fish. Use it with: keyward completion fish | source
function __keyward_at
    set -l at keyward
    for word in (commandline -opc)[2..-1]
        string match -q -- '-*' $word; and continue
        # Only a group takes a further command; what follows a command is an argument.
        contains -- "$at" ${groupsOf(entries)}; and set at "$at $word"
    end
    test "$at" = (string join ' ' keyward $argv)
end
${entries.flatMap(linesOf).join('\n')}
`;
}
