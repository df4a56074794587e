/** What a page reads of a template of a solution before the API judges it: which credentials it declares. */
import { parseDocument } from 'yaml';

/** One credential that a template declares. */
export interface Declared {
  readonly key: string;
  readonly type: string;
  readonly provider?: string;
  readonly name?: string;
  readonly help?: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The declared credentials and how many functions, or why it cannot be read. */
export type ReadTemplate =
  | { readonly credentials: readonly Declared[]; readonly functions: number; readonly fault?: undefined }
  | { readonly fault: string };

const NONE: ReadTemplate = { credentials: [], functions: 0 };

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function declaredOf(value: unknown): Declared | undefined {
  if (!isObject(value) || typeof value.key !== 'string' || typeof value.type !== 'string') return undefined;
  const { provider, name, help } = textsOf(value);
  return {
    ...{ key: value.key, type: value.type, fields: textsOf(value.fields) },
    ...(provider !== undefined && { provider }),
    ...(name !== undefined && { name }),
    ...(help !== undefined && { help }),
  };
}

/** Reads YAML, of which JSON is a part. */
export function readTemplate(text: string): ReadTemplate {
  if (text.trim() === '') return NONE;
  const document = parseDocument(text, { maxAliasCount: 0 } as never);
  const [error] = document.errors;
  if (error) return { fault: `Line ${error.linePos?.[0].line ?? 1} is not YAML.` };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return { fault: 'Anchors and aliases are not taken.' };
  }
  if (!isObject(value) || !Array.isArray(value.credentials))
    return { fault: 'This is no template: it lists no credentials.' };
  const credentials = value.credentials.map(declaredOf).filter((each) => each !== undefined);
  return { credentials, functions: Array.isArray(value.functions) ? value.functions.length : 0 };
}
