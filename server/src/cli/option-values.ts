/** Reading the values of options: repeated ones, pairs, numbers and JSON files. */
import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { usageError } from './usage-error.ts';

/** Gathers an option that may be repeated. */
export function collect(value: string, all: string[] = []): string[] {
  return [...all, value];
}

/**
 * Reads `name=value`, up to the first equals sign the name.
 *
 * @throws KeywardError `client/usage`
 */
export function pairs(texts: readonly string[], flag: string): Record<string, string> {
  const entries = texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw usageError(`${flag} takes name=value.`);
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}

/** A whole number of zero or more. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

/** A whole number of one or more. */
export function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('It takes a whole number from 1 on.');
  return number;
}

/**
 * The text of a file, or of standard input for `-`.
 *
 * @throws KeywardError `client/usage` where there is no such file
 */
export async function readInput(path: string, flag: string): Promise<string> {
  if (path === '-') return readStandardInput();
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw usageError(`The file of ${flag} cannot be read.`);
  }
}

/** All of standard input. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Parses JSON. The API checks its shape.
 *
 * @param what - What holds it, for the message; the parser's own message would quote it.
 * @throws KeywardError `client/usage`
 */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usageError(`${what} is not JSON.`);
  }
}

/** A single line without its line break. */
export function withoutNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/** The members that have a value: a client's bodies hold no undefined. */
export function defined<Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Members]?: Exclude<Members[Name], undefined> };
}
