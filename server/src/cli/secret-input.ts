/**
 * How secrets reach the command line: from standard input, from a file or from a hidden prompt. Never as an argument:
 * arguments are seen by other users and kept by shells.
 */
import { isCancel, password, text } from '@clack/prompts';
import { KeywardError } from '@keyward/sdk';
import type { Command } from 'commander';
import { collect, pairs, readInput, readStandardInput, withoutNewline } from './option-values.ts';
import { usageError } from './usage-error.ts';

/** The flags that name where secrets come from. */
export interface SecretFlags {
  readonly secretStdin?: string;
  readonly secretFile?: string[];
}

/** Adds the flags. */
export function withSecrets(command: Command): Command {
  return command
    .option('--secret-stdin <field>', 'read this secret field from standard input; one newline at the end is dropped')
    .option('--secret-file <field=file>', 'read this secret field from a file; may be repeated', collect);
}

/**
 * The secrets that the flags name.
 *
 * @throws KeywardError `client/usage` where a file cannot be read
 */
export async function givenSecrets({ secretStdin, secretFile = [] }: SecretFlags): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {};
  for (const [name, path] of Object.entries(pairs(secretFile, '--secret-file'))) {
    secrets[name] = withoutNewline(await readInput(path, '--secret-file'));
  }
  if (secretStdin !== undefined) secrets[secretStdin] = withoutNewline(await readStandardInput());
  return secrets;
}

/**
 * The secrets of the fields, asked for at a hidden prompt.
 *
 * @throws KeywardError `client/usage` where there is no terminal to ask at, or a prompt's one line is too few;
 *   `client/cancelled`
 */
export async function askSecrets(
  fields: readonly { readonly name: string; readonly title: string; readonly multiline?: boolean }[],
): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {};
  for (const { name, title, multiline } of fields) {
    const advice = `give --secret-stdin ${name} or --secret-file ${name}=<file>`;
    if (multiline) throw usageError(`${title} has several lines: ${advice}.`);
    secrets[name] = await askHidden(title, advice);
  }
  return secrets;
}

/**
 * Asks for one hidden line.
 *
 * @param advice - What to give instead, where there is no terminal to ask at.
 * @throws KeywardError `client/usage`, `client/cancelled`
 */
export async function askHidden(title: string, advice: string): Promise<string> {
  if (!process.stdin.isTTY) throw usageError(`No terminal to ask at: ${advice}.`);
  const answer = await password({ message: title, mask: '•' });
  if (isCancel(answer)) throw new KeywardError('client/cancelled', 'Nothing was changed.');
  return answer ?? '';
}

/**
 * Asks for one line that is no secret.
 *
 * @throws KeywardError `client/cancelled`
 */
export async function askLine(title: string): Promise<string> {
  const answer = await text({ message: title });
  if (isCancel(answer)) throw new KeywardError('client/cancelled', 'Nothing was changed.');
  return answer ?? '';
}
