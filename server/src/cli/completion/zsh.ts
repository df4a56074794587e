/** The completion of zsh. */
import type { CompletionEntry, Word } from './entries.ts';

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** As `_describe` reads it: a colon ends the word. */
function described({ word, description }: Word): string {
  return quote(`${word.replaceAll(':', '\\:')}:${description}`);
}

function stepsOf({ path, commands }: CompletionEntry): string[] {
  return commands.map(({ word }) => `      ${quote(`${path} ${word}`)}) at=${quote(`${path} ${word}`)} ;;`);
}

function choicesOf({ path, choices }: CompletionEntry): string[] {
  return choices.map(({ flag, values }) => {
    return `    ${quote(`${path} ${flag}`)}) compadd -- ${values.map(quote).join(' ')}; return ;;`;
  });
}

function wordsAt({ path, commands, flags }: CompletionEntry): string {
  const lists = `commands=(${commands.map(described).join(' ')}); flags=(${flags.map(described).join(' ')})`;
  return `    ${quote(path)}) ${lists} ;;`;
}

/** The script; where it has nothing to offer, zsh completes names of files. */
export function zshScript(entries: readonly CompletionEntry[]): string {
  return `#compdef keyward
# Completion of keyward for zsh. Use it with: source <(keyward completion zsh)
_keyward() {
  local at='keyward' index
  local -a commands flags
  for ((index = 2; index < CURRENT; index++)); do
    case "$at \${words[index]}" in
${entries.flatMap(stepsOf).join('\n')}
    esac
  done
  case "$at \${words[CURRENT-1]}" in
${entries.flatMap(choicesOf).join('\n')}
  esac
  case "$at" in
${entries.map(wordsAt).join('\n')}
  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    _describe -o 'option' flags
  elif (( \${#commands} )); then
    _describe 'command' commands
  else
    _files
  fi
}
compdef _keyward keyward
`;
}
