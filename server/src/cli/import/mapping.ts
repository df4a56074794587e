/**
 * The mapping: a file in YAML or JSON that says, by the name that the import file uses, what a value is for. It holds no
 * secrets.
 *
 * `FINNHUB_TOKEN: { key: finnhub, provider: finnhub, secret: apiKey }`
 */
import type { NewCredential } from '@keyward/sdk';
import { isYamlFile, readYaml } from '../../catalogue/read-yaml.ts';
import { usageError } from '../usage-error.ts';
import type { FoundCredential } from './import-format.ts';
import { isObject, type JsonObject } from './strict-json.ts';

/** What is said of one; what is left out stays as it was read. */
export type MappedTo = Readonly<
  Partial<
    Pick<NewCredential, 'key' | 'name' | 'type' | 'provider' | 'baseUrl' | 'allowedOrigins' | 'fields' | 'labels'>
  >
> & {
  /** The field that takes the one secret that was read. */
  readonly secret?: string;
  /** That it is not imported. */
  readonly leave?: boolean;
};

/** By source. */
export type Mapping = ReadonlyMap<string, MappedTo>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => isObject(value) && Object.values(value).every(isText);

const members: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ...['key', 'name', 'type', 'provider', 'baseUrl', 'secret'].map((name) => [name, isText] as const),
  ['allowedOrigins', (value) => Array.isArray(value) && value.every(isText)],
  ['fields', isTexts],
  ['labels', isTexts],
  ['leave', (value) => typeof value === 'boolean'],
]);

function faultIn(entry: JsonObject): string | undefined {
  return Object.entries(entry).find(([name, value]) => !members.get(name)?.(value))?.[0];
}

/** @throws KeywardError `client/usage`, with the line */
export function readMapping(text: string): Mapping {
  const file = readYaml('mapping', text);
  if (!isYamlFile(file)) {
    const [{ line, message } = { line: 1, message: 'is not YAML' }] = file;
    throw usageError(`Line ${line} of the mapping: ${message}.`);
  }
  if (!isObject(file.value)) throw usageError('The mapping is no object by names.');
  const entries = Object.entries(file.value);
  for (const [index, [source, entry]] of entries.entries()) {
    const pointer = `/${source.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!isObject(entry)) throw usageError(`Line ${file.lineOf(pointer)} of the mapping: is no object.`);
    if (faultIn(entry) === undefined) continue;
    throw usageError(
      `Line ${file.lineOf(pointer)} of the mapping: entry ${index + 1} takes ${[...members.keys()].join(', ')}, each of its kind.`,
    );
  }
  return new Map(entries as [string, MappedTo][]);
}

/** The credential as the mapping has it; undefined where its secret cannot be moved. */
export function mapped({ credential }: FoundCredential, to: MappedTo): NewCredential | undefined {
  const { secret, leave: _, fields, ...said } = to;
  const isOther = said.type !== undefined || said.provider !== undefined;
  // Fields of another type would be refused; a provider alone leaves the type to it.
  const { type, fields: kept, ...rest } = credential;
  const base = isOther ? rest : { ...rest, type, fields: kept };
  const given = { ...base, ...said, fields: { ...(isOther ? {} : kept), ...fields } } as NewCredential;
  if (secret === undefined) return given;
  const values = Object.values(credential.secrets ?? {});
  return values.length === 1 ? { ...given, secrets: { [secret]: values[0]! } } : undefined;
}
