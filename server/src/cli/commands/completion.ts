/** `keyward completion`: prints the script that lets a shell complete commands, flags and their values. */
import { Argument, type Command } from 'commander';
import { bashScript } from '../completion/bash.ts';
import { completionEntries } from '../completion/entries.ts';
import { fishScript } from '../completion/fish.ts';
import { zshScript } from '../completion/zsh.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export function completion(parent: Command): void {
  parent
    .command('completion')
    .description('Print the completion script of a shell: source <(keyward completion bash)')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)))
    .action((shell: keyof typeof scripts) => {
      process.stdout.write(scripts[shell](completionEntries(parent)));
    });
}
