/**
 * Reads the providers of a folder, one YAML file each. A file that is not sound is left out and reported; the others are
 * taken. The only file of the catalogue that touches a disk.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Provider } from './provider.ts';
import { readProvider } from './read-provider.ts';
import type { FileViolation } from './read-yaml.ts';

/** What a folder came to. */
export interface ProviderFolder {
  /** In the order of names. */
  readonly providers: readonly Provider[];
  readonly violations: readonly FileViolation[];
}

const ENDING = '.yaml';

/** The folder of the providers that Keyward brings. */
export const builtInFolder: string = fileURLToPath(new URL('./providers', import.meta.url));

function readText(path: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Reads every `*.yaml` of a folder. @throws where the folder itself cannot be read */
export function readProviderFolder(folder: string): ProviderFolder {
  const providers: Provider[] = [];
  const violations: FileViolation[] = [];
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .sort()) {
    const text = readText(join(folder, file));
    if (text === undefined) {
      violations.push({ file, line: 1, path: '', message: 'cannot be read as UTF-8 text' });
      continue;
    }
    const reading = readProvider(file, text, file.slice(0, -ENDING.length));
    if ('provider' in reading) providers.push(reading.provider);
    else violations.push(...reading.violations);
  }
  return { providers, violations };
}
