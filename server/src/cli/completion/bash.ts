/** The completion of bash, from 3.2 on: no associative arrays, no package of completions. */
import type { CompletionEntry, Word } from './entries.ts';

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function wordsOf(words: readonly Word[]): string {
  return words.map(({ word }) => word).join(' ');
}

function stepsOf({ path, commands }: CompletionEntry): string[] {
  return commands.map(({ word }) => `      ${quote(`${path} ${word}`)}) path=${quote(`${path} ${word}`)} ;;`);
}

function choicesOf({ path, choices }: CompletionEntry): string[] {
  return choices.map(({ flag, values }) => `    ${quote(`${path} ${flag}`)}) words=${quote(values.join(' '))} ;;`);
}

function wordsAt({ path, commands, flags }: CompletionEntry): string {
  const offered = commands.length > 0 ? `${quote(wordsOf(commands))}` : "''";
  return `    ${quote(path)}) commands=${offered}; flags=${quote(wordsOf(flags))} ;;`;
}

/** The script; where it has nothing to offer, bash completes names of files. */
export function bashScript(entries: readonly CompletionEntry[]): string {
  return `# Completion of keyward for bash. Use it with: source <(keyward completion bash)
_keyward() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local path='keyward' words='' commands='' flags='' index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$path \${COMP_WORDS[index]}" in
${entries.flatMap(stepsOf).join('\n')}
    esac
  done
  case "$path" in
${entries.map(wordsAt).join('\n')}
  esac
  words="$commands"
  [[ "$current" == -* ]] && words="$flags"
  case "$path $previous" in
${entries.flatMap(choicesOf).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _keyward keyward
`;
}
