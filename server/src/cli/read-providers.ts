/**
 * The providers that are the same for every organisation: those that Keyward brings, and those of a folder that whoever
 * runs it has named. A file that is not sound costs its provider and nothing else.
 */
import { builtInDirectory } from '../catalogue/built-in-directory.ts';
import type { Provider, ProviderDirectory } from '../catalogue/provider.ts';
import type { FileViolation } from '../catalogue/read-yaml.ts';

/** Takes what is wrong in a file; its provider is then not there. */
type Report = (violation: FileViolation) => void;

async function readFolder(folder: string, report: Report): Promise<readonly Provider[]> {
  const { readProviderFolder } = await import('../catalogue/read-provider-folder.ts');
  try {
    const { providers, violations } = readProviderFolder(folder);
    violations.forEach(report);
    return providers;
  } catch {
    report({ file: '.', line: 1, path: '', message: 'is no folder that can be read' });
    return [];
  }
}

function besideBuiltIn(builtIn: ProviderDirectory, given: readonly Provider[]): ProviderDirectory {
  const byName = new Map(given.map((provider) => [provider.name, provider]));
  return {
    find: async (organisationId, name) => byName.get(name) ?? builtIn.find(organisationId, name),
    list: async (organisationId) => {
      const all = [...(await builtIn.list(organisationId)), ...given];
      return all.sort((one, other) => (one.name < other.name ? -1 : 1));
    },
  };
}

/**
 * @param folder - Of `--providers`, with one YAML file each, read at once; none may replace what Keyward brings.
 */
export async function readProviders(folder: string | undefined, report: Report): Promise<ProviderDirectory> {
  const builtIn = builtInDirectory(report);
  if (folder === undefined) return builtIn;
  const given: Provider[] = [];
  for (const provider of await readFolder(folder, report)) {
    const isTaken = (await builtIn.find('', provider.name)) !== undefined;
    if (!isTaken) given.push(provider);
    else {
      const message = 'is the name of a provider that Keyward brings';
      report({ file: `${provider.name}.yaml`, line: 1, path: '/name', message });
    }
  }
  return besideBuiltIn(builtIn, given);
}
