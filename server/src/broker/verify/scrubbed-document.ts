/**
 * An upstream's JSON as a rule may see it: searched for the secret as bytes, parsed, and each text in it searched again,
 * since JSON can escape what the bytes did not show. What held the secret has no value any more: it equals nothing, not
 * even its own mask, so that no rule learns a bit or a length of it.
 */
import { parsePointer } from '../../domain/body-place.ts';
import type { Scrubber } from '../scrub/scrubber.ts';

/** In the place of every text and number in which the secret was found. */
const HIDDEN = Symbol('hidden');

const DEEPEST = 64;

/** What stands at a place. */
export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'value'; readonly value: unknown };

export interface ScrubbedDocument {
  /** @param pointer - RFC 6901; the empty text for the whole. */
  at(pointer: string): Found;
}

/**
 * @param bytes - Scrubbed as a stream.
 * @returns undefined for what is no JSON in UTF-8, or is nested too deeply
 */
export function readDocument(bytes: Buffer, scrubber: Scrubber): ScrubbedDocument | undefined {
  let root: unknown;
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    root = hide(parsed, scrubber, DEEPEST);
  } catch {
    // The error would quote the text.
    return undefined;
  }
  return { at: (pointer) => look(root, pointer) };
}

function hide(value: unknown, scrubber: Scrubber, depth: number): unknown {
  if (depth === 0) throw new RangeError('nested too deeply');
  if (typeof value === 'string') return isSeen(value, scrubber) ? HIDDEN : value;
  if (typeof value === 'number') return isSeen(String(value), scrubber) ? HIDDEN : value;
  if (Array.isArray(value)) return value.map((item) => hide(item, scrubber, depth - 1));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => !isSeen(name, scrubber));
  return new Map(members.map(([name, member]) => [name, hide(member, scrubber, depth - 1)]));
}

/** Masked before as bytes, which leaves a run of stars, or found only now. */
function isSeen(text: string, scrubber: Scrubber): boolean {
  return /\*{8}/.test(text) || scrubber.text(text) !== text;
}

function look(root: unknown, pointer: string): Found {
  const tokens = pointer === '' ? [] : parsePointer(pointer);
  if (tokens === undefined) return { kind: 'absent' };
  let value = root;
  for (const token of tokens) value = step(value, token);
  if (value === undefined || value === null) return value === null ? { kind: 'value', value } : { kind: 'absent' };
  return value === HIDDEN ? { kind: 'hidden' } : { kind: 'value', value };
}

function step(value: unknown, token: string): unknown {
  if (value instanceof Map) return value.get(token);
  return Array.isArray(value) && /^(?:0|[1-9]\d{0,8})$/.test(token) ? value[Number(token)] : undefined;
}
