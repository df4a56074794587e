/**
 * Reads a provider of an organisation's own. The same strict reader as for files, and stricter: what a file of Keyward's
 * may say because its authors answer for it, whoever writes one for an organisation may not.
 */
import { isOwnProviderName } from '../domain/own-provider.ts';
import { memberOf, textOf } from './import-openapi/read-document.ts';
import type { Provider } from './provider.ts';
import { readProvider } from './read-provider.ts';
import { type FileViolation, isYamlFile, readYaml } from './read-yaml.ts';

/** A provider with the text to store, or why there is none. */
export type OwnProviderReading =
  | { readonly provider: Provider; readonly document: string }
  | { readonly violations: readonly FileViolation[] };

const FILE = 'provider';

function isSharing(value: unknown): string | undefined {
  const types = memberOf(value, 'types');
  const names = typeof types === 'object' && types !== null ? Object.keys(types) : [];
  return names.find((name) => memberOf(memberOf(types, name), 'sharedSuffixes') !== undefined);
}

/**
 * @param text - JSON or YAML in the form of a provider's file, at most 64 KiB.
 * @param expectedName - `org/…`; that of the text itself by default.
 */
export function readOwnProvider(text: string, expectedName?: string): OwnProviderReading {
  const yaml = readYaml(FILE, text);
  if (!isYamlFile(yaml)) return { violations: yaml };
  const refuse = (path: string, message: string) => ({
    violations: [{ file: FILE, line: yaml.lineOf(path), path, message }],
  });
  const name = expectedName ?? textOf(yaml.value, 'name') ?? '';
  if (!isOwnProviderName(name)) return refuse('/name', 'is not `org/` and a name of letters, digits and hyphens');
  const sharing = isSharing(yaml.value);
  // Who serves all hosts below such a name is for the authors of the catalogue to know.
  if (sharing !== undefined) return refuse(`/types/${sharing}/sharedSuffixes`, 'is not for providers of your own');
  const reading = readProvider(FILE, text, name);
  return 'provider' in reading ? { ...reading, document: JSON.stringify(yaml.value) } : reading;
}
