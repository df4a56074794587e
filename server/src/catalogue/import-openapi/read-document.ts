/**
 * Reads the text of an OpenAPI document, JSON or YAML, into plain values that are safe to walk: bounded in size, depth and
 * number, without aliases that multiply and without members that every object has. Refusals quote nothing of the text.
 *
 * @see OpenAPI 3.0 and 3.1; YAML 1.2
 */
import { isAlias, LineCounter, parseDocument, visit } from 'yaml';
import { Problem } from '../../domain/problem.ts';
import { pointerOf } from './import-report.ts';

/** Plain JSON, walked with care: everything in it was written by whoever wrote the document. */
export type JsonObject = Readonly<Record<string, unknown>>;

const LARGEST_BYTES = 4 * 1024 * 1024;
const MOST_LEVELS = 200;
const MOST_VALUES = 1_000_000;
const MOST_ALIASES = 1_000;
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether the value is an object with members, neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member; undefined for what the object has not itself. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** An own member that is a text. */
export function textOf(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}

function refuse(path: string, message: string): Problem {
  return new Problem('provider/document-invalid', { errors: [{ path, message }] });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parsedYaml(text: string, lineCounter: LineCounter) {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, strict: true, uniqueKeys: true });
  } catch {
    // Brackets without end use up the stack.
    throw refuse('', 'is neither JSON nor YAML that can be read');
  }
}

function parseYaml(text: string): unknown {
  const lines = new LineCounter();
  const document = parsedYaml(text, lines);
  const [error] = document.errors;
  if (error) throw refuse('', `line ${lines.linePos(error.pos[0]).line}: is neither JSON nor YAML (${error.code})`);
  let aliases = 0;
  visit(document, (_key, node) => {
    if (isAlias(node)) aliases += 1;
  });
  if (aliases > MOST_ALIASES) throw refuse('', `has more than ${MOST_ALIASES} aliases`);
  try {
    // The library counts what aliases multiply to, and refuses.
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    throw refuse('', 'has aliases that lead to too much, or nowhere');
  }
}

interface Level {
  readonly value: object;
  readonly names: readonly (string | number)[];
}

/** Level by level and counted, since what aliases share is met as often as it stands there. */
function assertHarmless(root: unknown): void {
  let level: Level[] = isContainer(root) ? [{ value: root, names: [] }] : [];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= MOST_LEVELS) throw refuse(pointerOf(...level[0]!.names), `is nested more than ${MOST_LEVELS} levels`);
    const next: Level[] = [];
    for (const { value, names } of level) {
      for (const [name, member] of Object.entries(value)) {
        seen += 1;
        if (seen > MOST_VALUES) throw refuse('', `has more than ${MOST_VALUES} values`);
        if (PROTOTYPE_KEYS.has(name)) throw refuse(pointerOf(...names), 'has a member that every object has');
        if (isContainer(member)) next.push({ value: member, names: [...names.slice(0, 12), name] });
      }
    }
    level = next;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * The document, checked to be harmless and to say that it is OpenAPI 3.
 *
 * @param text - JSON or YAML, at most 4 MiB in UTF-8, with or without a byte order mark.
 * @throws Problem `provider/document-invalid` with the JSON pointer, or for YAML the line
 */
export function readDocument(text: string): JsonObject {
  if (Buffer.byteLength(text) > LARGEST_BYTES) throw refuse('', 'is larger than 4 MiB');
  const plain = text.replace(/^\uFEFF/, '');
  const value = parseJson(plain) ?? parseYaml(plain);
  assertHarmless(value);
  if (!isObject(value)) throw refuse('', 'is not an OpenAPI document');
  if (Object.hasOwn(value, 'swagger')) throw refuse('/swagger', 'is of OpenAPI 2; convert it to 3 first');
  if (!/^3\.[0-2](?:\.\d+)?(?:-\S*)?$/.test(textOf(value, 'openapi') ?? '')) {
    throw refuse('/openapi', 'must be 3.0, 3.1 or 3.2');
  }
  return value;
}
