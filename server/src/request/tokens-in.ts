/**
 * Finds Keyward's tokens in a text that was made for something else: in any place, behind any prefix (`bot`, `Api-Key `),
 * percent-encoded up to three times. Runs over every header of every request, so it looks for `kw_` before all else.
 */
import { decodeThrice } from '../domain/path-segment.ts';

const TOKEN = /kw_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g;
const NONE: readonly string[] = [];

/** The texts of a token's form, in order. */
export function tokensIn(text: string): readonly string[] {
  const plain = text.includes('%') ? decodeThrice(text) : text;
  if (!plain.includes('kw_')) return NONE;
  return plain.match(TOKEN) ?? NONE;
}
