/**
 * YAML as Keyward reads it: one document of plain maps, lists and scalars, at most 64 KiB. Anchors, aliases and tags are
 * refused, and so nothing in a file can grow when it is read. Every finding has its line.
 *
 * @see YAML 1.2.2, section 3.2.2
 */
import { type Document, isAlias, isCollection, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';

/** What is wrong in a file. */
export interface FileViolation {
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
  /** JSON pointer; empty for the whole. */
  readonly path: string;
  /** Names the rule; never quotes a value. */
  readonly message: string;
}

/** A file that could be parsed. */
export interface YamlFile {
  readonly value: unknown;
  /** The line of what a JSON pointer points to, or of the nearest thing around it. */
  lineOf(path: string): number;
}

/** In bytes of UTF-8. */
const LARGEST = 65_536;
const DEEPEST = 32;

type Fault = Omit<FileViolation, 'file'>;

/** Deep nesting costs stack before anything else can be checked; brackets outside of texts are a bound that is cheap. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return /^[ \t]{256}/m.test(text) || /^(?:[ \t]*[-?:][ \t]+){32}/m.test(text);
}

function refusedNodes(document: Document, lines: LineCounter): Fault[] {
  const faults: Fault[] = [];
  const refuse = (offset: number | undefined, message: string) =>
    faults.push({ line: lines.linePos(offset ?? 0).line, path: '', message });
  visit(document, {
    Node(_key, node) {
      const at = node.range?.[0];
      if (isAlias(node) || node.anchor !== undefined) refuse(at, 'anchors and aliases are not taken');
      else if (
        node.tag !== undefined &&
        /^!|^tag:(?!yaml\.org,2002:(?:map|seq|str|int|float|bool|null)$)/.test(node.tag)
      )
        refuse(at, 'tags are not taken');
    },
    Pair(_key, { key }) {
      if (isScalar(key) && typeof key.value !== 'string') refuse(key.range?.[0], 'a key is not a text');
      if (!isScalar(key)) refuse(isNode(key) ? key.range?.[0] : 0, 'a key is not a text');
    },
  });
  return faults;
}

function tokensOf(path: string): string[] {
  if (path === '') return [];
  return path
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function offsetOf(document: Document, path: string): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const token of tokensOf(path)) {
    if (!isCollection(node)) break;
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === token) : undefined;
    const next = pair
      ? pair.value
      : node.get(Number.isInteger(Number(token)) && !isMap(node) ? Number(token) : token, true);
    const place = pair ? pair.key : next;
    if (!isNode(place)) break;
    offset = place.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

function fault(line: number, message: string): Fault[] {
  return [{ line, path: '', message }];
}

function parse(text: string): YamlFile | readonly Fault[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: true, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    // The parser's own words quote what they are about.
    return problems.map(({ code, pos }) => ({
      line: lines.linePos(pos[0]).line,
      path: '',
      message: code === 'DUPLICATE_KEY' ? 'a key stands twice' : `is not YAML (${code})`,
    }));
  }
  const refused = refusedNodes(document, lines);
  if (refused.length > 0) return refused;
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  return { value, lineOf: (path) => lines.linePos(offsetOf(document, path)).line };
}

/** Whether reading came to a value. */
export function isYamlFile(read: YamlFile | readonly FileViolation[]): read is YamlFile {
  return !Array.isArray(read);
}

/** Reads the text of one file: its value, or everything that is wrong with it. */
export function readYaml(file: string, text: string): YamlFile | readonly FileViolation[] {
  const located = (faults: readonly Fault[]) => faults.slice(0, 20).map((found) => ({ file, ...found }));
  if (Buffer.byteLength(text) > LARGEST) return located(fault(1, 'is larger than 64 KiB'));
  if (isTooDeep(text)) return located(fault(1, `is nested deeper than ${DEEPEST}`));
  try {
    const read = parse(text);
    return 'value' in read ? read : located(read);
  } catch {
    return located(fault(1, 'is not YAML that can be read'));
  }
}
