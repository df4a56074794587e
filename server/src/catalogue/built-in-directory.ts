/**
 * The directory of providers that are the same for every organisation: those that Keyward brings. A file is read when its
 * provider is first asked for, and the reader is loaded with it: all of them together cost more than the rest of a start.
 */
import { readdirSync } from 'node:fs';
import { builtInFolder } from './built-in-folder.ts';
import type { Provider, ProviderDirectory } from './provider.ts';
import type { FileViolation } from './read-yaml.ts';

const ENDING = '.yaml';

/**
 * @param report - Takes what is wrong in a file; its provider is then not there.
 */
export function builtInDirectory(report: (violation: FileViolation) => void): ProviderDirectory {
  const names = readdirSync(builtInFolder)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
  const readings = new Map<string, Promise<Provider | undefined>>();

  async function read(name: string): Promise<Provider | undefined> {
    const { readProviderFile } = await import('./read-provider-folder.ts');
    const reading = readProviderFile(builtInFolder, name + ENDING);
    if ('provider' in reading) return reading.provider;
    reading.violations.forEach(report);
    return undefined;
  }

  async function find(name: string): Promise<Provider | undefined> {
    if (!names.includes(name)) return undefined;
    const reading = readings.get(name) ?? read(name);
    readings.set(name, reading);
    return reading;
  }

  return {
    find: (_organisationId, name) => find(name),
    list: async () => (await Promise.all(names.map(find))).filter((provider) => provider !== undefined),
  };
}
