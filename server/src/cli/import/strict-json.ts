/**
 * JSON of strangers. A key that stands twice is refused, because of two secrets the wrong one would be taken without a
 * word; and nesting is bounded. No message quotes the text.
 */
import { createScanner, type SyntaxKind } from 'jsonc-parser';
import { usageError } from '../usage-error.ts';

const DEEPEST = 32;

/** Of jsonc-parser, whose enumeration is not there at run time. */
const OPEN_BRACE = 1 as SyntaxKind;
const CLOSE_BRACE = 2 as SyntaxKind;
const OPEN_BRACKET = 3 as SyntaxKind;
const CLOSE_BRACKET = 4 as SyntaxKind;
const COLON = 6 as SyntaxKind;
const TEXT = 10 as SyntaxKind;
const END = 17 as SyntaxKind;

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Goes over the tokens once, without recursion. */
function assertSound(text: string): void {
  const scanner = createScanner(text, true);
  const keys: Set<string>[] = [];
  let last = { value: '', offset: 0 };
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) keys.push(new Set());
    if (token === CLOSE_BRACE || token === CLOSE_BRACKET) keys.pop();
    if (keys.length > DEEPEST) throw usageError(`The JSON is nested deeper than ${DEEPEST}.`);
    if (token === TEXT) last = { value: scanner.getTokenValue(), offset: scanner.getTokenOffset() };
    if (token !== COLON) continue;
    const seen = keys.at(-1);
    if (seen?.has(last.value)) throw usageError(`Line ${lineAt(text, last.offset)}: a key stands twice.`);
    seen?.add(last.value);
  }
}

/** @throws KeywardError `client/usage` */
export function readStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Its words quote the text.
    throw usageError('The file is not JSON.');
  }
  assertSound(text);
  return value;
}

/** Whether the text may be JSON of an object or a list. */
export function isJsonLike(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

/** The value of JSON, or undefined: for guessing. */
export function jsonOrNothing(text: string): unknown {
  if (!isJsonLike(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object of JSON, no list. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that is not empty; numbers as they are written. */
export function textOf(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
