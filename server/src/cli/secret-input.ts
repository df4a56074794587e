/**
 * How secrets reach the command line: from standard input, from a file or from a hidden prompt. Never as an argument:
 * arguments are seen by other users and kept by shells.
 */
import { readFile } from 'node:fs/promises';
import { isCancel, password } from '@clack/prompts';
import { Problem } from '../domain/problem.ts';

export interface SecretSources {
  /** Field that standard input holds; one trailing newline is dropped. */
  readonly stdin?: string;
  /** Fields that files hold; one trailing newline is dropped. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * The secrets of the fields, each from its source, else asked for.
 *
 * @throws Problem `credential/incomplete` where a field has no source and there is no terminal to ask at
 */
export async function readSecrets(
  fields: readonly { name: string; title: string }[],
  sources: SecretSources,
): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {};
  for (const { name, title } of fields) {
    if (sources.stdin === name) secrets[name] = withoutNewline(await readStandardInput());
    else if (sources.files[name] !== undefined)
      secrets[name] = withoutNewline(await readSecretFile(sources.files[name]));
    else secrets[name] = await ask(name, title);
  }
  return secrets;
}

async function readSecretFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Problem('config/invalid', { detail: 'A secret file cannot be read.', cause });
  }
}

function withoutNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function ask(name: string, title: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Problem('credential/incomplete', {
      detail: `No terminal to ask at: give --secret-stdin ${name} or --secret-file ${name}=<file>.`,
    });
  }
  const answer = await password({ message: title, mask: '•' });
  if (isCancel(answer)) throw new Problem('credential/incomplete', { detail: 'Nothing was stored.' });
  return answer ?? '';
}
