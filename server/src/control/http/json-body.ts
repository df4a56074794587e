/**
 * Reads JSON request bodies. The parser's own messages quote the text, which may hold secrets: they go nowhere.
 */
import { Problem } from '../../domain/problem.ts';

const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype'];

/** The names in the text, or an escape that could write one of their characters. */
const SUSPECT = /__proto__|constructor|prototype|\\u00[567]/i;

/** Far beyond any route's body, and within what recursion over the value can bear. */
const MOST_LEVELS = 500;

function membersOf(value: object): readonly unknown[] {
  return Array.isArray(value) ? value : Object.values(value);
}

function hasPrototypeKey(value: object): boolean {
  return !Array.isArray(value) && PROTOTYPE_KEYS.some((key) => Object.hasOwn(value, key));
}

/**
 * Goes through the value level by level: a reviver would cost many times the parsing.
 *
 * @throws Problem `request/malformed` for too many levels, `request/invalid` for a prototype's member
 */
function assertHarmless(root: unknown, isSuspect: boolean): void {
  let level = [root].filter(isContainer);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= MOST_LEVELS) throw new Problem('request/malformed');
    const next: object[] = [];
    for (const value of level) {
      if (isSuspect && hasPrototypeKey(value)) {
        throw new Problem('request/invalid', { errors: [{ path: '', message: 'has a member that no route takes' }] });
      }
      for (const member of membersOf(value)) if (isContainer(member)) next.push(member);
    }
    level = next;
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('request/malformed');
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('request/malformed');
  }
}

/**
 * The value of a JSON body; undefined for an empty one.
 *
 * @param bytes - UTF-8, with or without a byte order mark.
 * @throws Problem `request/malformed` for anything but JSON in UTF-8, and for nesting of more than 500 levels
 * @throws Problem `request/invalid` for the members `__proto__`, `constructor` and `prototype`, at any depth
 * @see RFC 8259
 */
export function parseJsonBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const text = decoded(bytes);
  const value = parsed(text);
  assertHarmless(value, SUSPECT.test(text));
  return value;
}
