/**
 * Reads JSON request bodies. The parser's own messages quote the text, which may hold secrets: they go nowhere.
 */
import { Problem } from '../../domain/problem.ts';

const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

class PrototypeKey extends Error {}

function refusePrototypeKey(key: string, value: unknown): unknown {
  if (PROTOTYPE_KEYS.has(key)) throw new PrototypeKey();
  return value;
}

/**
 * The value of a JSON body; undefined for an empty one.
 *
 * @param bytes - UTF-8, with or without a byte order mark.
 * @throws Problem `request/malformed` for anything but JSON in UTF-8, and for nesting too deep to read
 * @throws Problem `request/invalid` for the members `__proto__`, `constructor` and `prototype`, at any depth
 * @see RFC 8259
 */
export function parseJsonBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), refusePrototypeKey);
  } catch (error) {
    if (!(error instanceof PrototypeKey)) throw new Problem('request/malformed');
    throw new Problem('request/invalid', { errors: [{ path: '', message: 'has a member that no route takes' }] });
  }
}
