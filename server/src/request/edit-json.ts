/**
 * Puts values into a JSON text at JSON pointers, and changes nothing else of it: digits of numbers, order of members,
 * white space and duplicate members elsewhere stay as the caller wrote them. What could be read in two ways on the way to
 * the place is refused.
 *
 * @see RFC 6901; RFC 8259, section 4 (on names that are not unique)
 */
import { createScanner, type JSONScanner } from 'jsonc-parser';
import { parsePointer } from '../domain/body-place.ts';
import { Problem } from '../domain/problem.ts';
import type { InjectedValue } from './injected-value.ts';

/** Nested objects and arrays, the outermost included: more than any API takes, and less than breaks a recursive reader. */
const MAX_DEPTH = 128;
/** `SyntaxKind` of jsonc-parser, which erasable TypeScript cannot name. */
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const COMMA = 5;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands at a token: its text, or where a member could be added. */
interface Found {
  readonly value?: Span;
  /** Behind the last member, or behind the brace of an object without one. */
  readonly insertAt: number;
  readonly isEmpty: boolean;
}

function refuse(detail: string): never {
  throw new Problem('request/body-refused', { detail });
}

function assertJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    // The message quotes the body: it is not kept as a cause.
    refuse('The body is not valid JSON.');
  }
}

function isOpening(token: number): boolean {
  return token === OPEN_BRACE || token === OPEN_BRACKET;
}

/** From the first token of a value to its last. */
function skipValue(scanner: JSONScanner, depth: number): Span {
  const start = scanner.getTokenOffset();
  let nested = isOpening(scanner.getToken()) ? 1 : 0;
  while (nested > 0) {
    if (depth + nested > MAX_DEPTH) refuse('The body is nested too deeply.');
    const token: number = scanner.scan();
    if (isOpening(token)) nested++;
    else if (token === CLOSE_BRACE || token === CLOSE_BRACKET) nested--;
  }
  return { start, end: scanner.getTokenOffset() + scanner.getTokenLength() };
}

/** Looks at all members, from the opening brace on: a name that stands twice means to one reader the first, to another the last. */
function findMember(scanner: JSONScanner, name: string, depth: number): Found {
  let value: Span | undefined;
  let insertAt = scanner.getTokenOffset() + 1;
  let isEmpty = true;
  for (let token: number = scanner.scan(); token !== CLOSE_BRACE; token = scanner.scan()) {
    if (token === COMMA) continue;
    const key = scanner.getTokenValue();
    if (key === '__proto__') refuse('A member on the way to the place is named `__proto__`.');
    scanner.scan();
    scanner.scan();
    const span = skipValue(scanner, depth);
    if (key === name && value) refuse('A member on the way to the place stands twice.');
    if (key === name) value = span;
    insertAt = span.end;
    isEmpty = false;
  }
  return { ...(value && { value }), insertAt, isEmpty };
}

function findElement(scanner: JSONScanner, token: string, depth: number): Span {
  const index = /^(?:0|[1-9]\d{0,8})$/.test(token) ? Number(token) : refuse('An array stands in the way of the place.');
  let at = 0;
  let found: Span | undefined;
  for (let next: number = scanner.scan(); next !== CLOSE_BRACKET; next = scanner.scan()) {
    if (next === COMMA) continue;
    const span = skipValue(scanner, depth);
    if (at++ === index) found = span;
  }
  return found ?? refuse('An array has no such element.');
}

/** The objects that are not there yet, around the value. */
function nest(tokens: readonly string[], value: string): string {
  return tokens.reduceRight((inner, token) => `{${JSON.stringify(token)}:${inner}}`, JSON.stringify(value));
}

function splice(text: string, { start, end }: Span, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** One value put into a text that is valid JSON. */
function put(text: string, tokens: readonly string[], value: string): string {
  const scanner = createScanner(text, true);
  scanner.scan();
  for (const [index, token] of tokens.entries()) {
    const isLast = index === tokens.length - 1;
    const kind: number = scanner.getToken();
    if (!isOpening(kind)) refuse('A value that is no object stands in the way of the place.');
    if (kind === OPEN_BRACKET && isLast) refuse('The place is in an array.');
    const found: Found =
      kind === OPEN_BRACE
        ? findMember(scanner, token, index + 1)
        : { value: findElement(scanner, token, index + 1), insertAt: 0, isEmpty: false };
    if (!found.value) {
      const member = `${JSON.stringify(token)}:${nest(tokens.slice(index + 1), value)}`;
      const at = { start: found.insertAt, end: found.insertAt };
      return splice(text, at, found.isEmpty ? member : `,${member}`);
    }
    if (isLast) return splice(text, found.value, JSON.stringify(value));
    scanner.setPosition(found.value.start);
    scanner.scan();
  }
  return text;
}

/**
 * @param text - What the caller sent; objects on the way to a place are made where there are none.
 * @param values - Named by pointers; what stands at one is replaced, whatever it is.
 * @throws Problem `request/body-refused` for what is not JSON, nests more than 128 deep, or has on the way to the place a
 *   scalar, an array without the element, a member twice or one named `__proto__`
 */
export function editJson(text: string, values: readonly InjectedValue[]): string {
  assertJson(text);
  return values.reduce((edited, { name, value }) => put(edited, parsePointer(name)!, value.reveal()), text);
}
