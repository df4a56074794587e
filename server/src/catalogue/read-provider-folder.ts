/**
 * Reads the providers of a folder, one YAML file each. A file that is not sound is left out and reported; the others are
 * taken. The only file of the catalogue that touches a disk.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Provider } from './provider.ts';
import { type ProviderReading, readProvider } from './read-provider.ts';
import type { FileViolation } from './read-yaml.ts';

/** What a folder came to. */
export interface ProviderFolder {
  /** In the order of names. */
  readonly providers: readonly Provider[];
  readonly violations: readonly FileViolation[];
}

const ENDING = '.yaml';

function readText(path: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Reads one file of a folder, whose name is that of the provider with `.yaml` behind it. */
export function readProviderFile(folder: string, file: string): ProviderReading {
  const text = readText(join(folder, file));
  if (text !== undefined) return readProvider(file, text, file.slice(0, -ENDING.length));
  return { violations: [{ file, line: 1, path: '', message: 'cannot be read as UTF-8 text' }] };
}

/** Reads every `*.yaml` of a folder. @throws where the folder itself cannot be read */
export function readProviderFolder(folder: string): ProviderFolder {
  const providers: Provider[] = [];
  const violations: FileViolation[] = [];
  const files = readdirSync(folder).filter((file) => file.endsWith(ENDING));
  for (const name of files.map((file) => file.slice(0, -ENDING.length)).sort()) {
    const reading = readProviderFile(folder, name + ENDING);
    if ('provider' in reading) providers.push(reading.provider);
    else violations.push(...reading.violations);
  }
  return { providers, violations };
}
