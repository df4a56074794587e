/** What may stand at a place of a definition: members and values out of the schema, keys of credentials, placeholders. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { parseDocument } from 'yaml';
import schema from './function.schema.json';

interface Part {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly patternProperties?: Readonly<Record<string, Part>>;
  readonly anyOf?: readonly Part[];
  readonly items?: Part;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

/** The parts that a member of a name may be. */
function membersOf(part: Part, name: string): Part[] {
  const own = part.properties?.[name];
  const open = Object.values(part.patternProperties ?? {});
  return [...(own ? [own] : open), ...(part.anyOf ?? []).flatMap((each) => membersOf(each, name))];
}

function partsAt(path: readonly string[]): Part[] {
  return path.reduce<Part[]>(
    (parts, name) => parts.flatMap((part) => membersOf(part, name)),
    [schema as unknown as Part],
  );
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

/** The members around a line, outermost first, by their indentation. */
function pathOf(linesBefore: readonly string[], indent: number): string[] {
  const path: string[] = [];
  let below = indent;
  for (const line of linesBefore.toReversed()) {
    const name = /^\s*([\w.$-]+):/.exec(line)?.[1];
    if (name === undefined || indentOf(line) >= below) continue;
    path.unshift(name);
    below = indentOf(line);
  }
  return path;
}

interface Place {
  readonly path: readonly string[];
  /** The member whose value is being typed; undefined while its name is. */
  readonly member: string | undefined;
  readonly typed: string;
}

/** Where the cursor stands, in a block or in `{ … }` on one line. */
function placeOf(linesBefore: readonly string[], line: string): Place {
  const around = pathOf(linesBefore, indentOf(line));
  const flow = /^\s*([\w.$-]+):\s*\{(?:.*,)?\s*([^{},]*)$/.exec(line);
  const path = flow ? [...around, flow[1]!] : around;
  const inner = flow ? flow[2]! : line.trimStart();
  const value = /^([\w.$-]+):\s+(.*)$/.exec(inner);
  return { path, member: value?.[1], typed: value ? value[2]! : inner };
}

function namesAt(path: readonly string[]): Completion[] {
  const named = partsAt(path).flatMap((part) => [part, ...(part.anyOf ?? [])]);
  const members = new Map(named.flatMap(({ properties = {} }) => Object.entries(properties)));
  return [...members].map(([label, { description, type }]) => ({
    label,
    type: 'property',
    apply: `${label}: `,
    ...(type !== undefined && { detail: type }),
    ...(description !== undefined && { info: description }),
  }));
}

function valuesAt(path: readonly string[], keys: readonly string[]): Completion[] {
  const member = path.at(-1);
  if (member === 'credential' || member === 'value') return keys.map((label) => ({ label, type: 'constant' }));
  const values = partsAt(path).flatMap((part) => {
    if (part.type === 'boolean') return ['true', 'false'];
    return part.const === undefined ? (part.enum ?? []) : [part.const];
  });
  return [...new Set(values.map(String))].map((label) => ({ label, type: 'enum' }));
}

function placeholders(text: string): Completion[] {
  const { parameters = {} } = (parseDocument(text).toJS() ?? {}) as { parameters?: object };
  return Object.keys(parameters ?? {}).map((name) => ({ label: `\${${name}}`, type: 'variable' }));
}

function safely<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Makes the source. @param keysOf - Keys of credentials that may be named. */
export function completeDefinition(keysOf: () => readonly string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const { state, pos, explicit } = context;
    const opened = context.matchBefore(/\$\{?\w*$/);
    if (opened) {
      const options = safely(() => placeholders(state.doc.toString()), []);
      return { from: opened.from, options, validFor: /^\$\{?\w*$/ };
    }
    const { from, number } = state.doc.lineAt(pos);
    const linesBefore = Array.from({ length: number - 1 }, (_, index) => state.doc.line(index + 1).text);
    const { path, member, typed } = placeOf(linesBefore, state.sliceDoc(from, pos));
    if (typed === '' && member === undefined && !explicit) return null;
    const options = member === undefined ? namesAt(path) : valuesAt([...path, member], keysOf());
    return options.length === 0 ? null : { from: pos - typed.length, options, validFor: /^[\w.-]*$/ };
  };
}
