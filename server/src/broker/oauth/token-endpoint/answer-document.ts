/** The body of an answer as a document in which places can be looked up: JSON, or the form of old vendors. It never throws. */
import { parsePointer } from '../../../domain/body-place.ts';

export interface AnswerDocument {
  /** What stands at a JSON pointer (RFC 6901); undefined for nothing. */
  at(pointer: string): unknown;
}

/**
 * @param format - `form`: a form is read where it is no JSON.
 * @returns undefined for what is no object
 */
export function readDocument(bytes: Uint8Array, format: 'json' | 'form'): AnswerDocument | undefined {
  const text = decode(bytes);
  const root =
    text === undefined ? undefined : (parseObject(text) ?? (format === 'form' ? parseForm(text) : undefined));
  return root && { at: (pointer) => look(root, parsePointer(pointer) ?? ['']) };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    // The parser's own message quotes the text.
    return undefined;
  }
}

/** Names and values, none of them a page. */
function parseForm(text: string): object | undefined {
  if (!/^[\w.%-]+=/.test(text) || /[<>\s]/.test(text.trim())) return undefined;
  return Object.fromEntries(new URLSearchParams(text.trim()));
}

function look(root: unknown, tokens: readonly string[]): unknown {
  let value = root;
  for (const token of tokens) {
    // Own members alone: a name such as `constructor` stands for nothing.
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value;
}
