/**
 * Makes the details of an entry fit for the log: bounded in size, and without characters that act on a terminal or turn
 * a line of text around. It shortens and marks, and never refuses: what was done must be recorded.
 */

const LONGEST_TEXT = 256;
const MOST_MEMBERS = 128;
const DEEPEST = 6;
const MOST_BYTES = 32_768;

/**
 * Control characters (C0, C1, DEL), line and paragraph separators, lone surrogates, directional marks, byte order mark,
 * tag characters.
 *
 * @see Unicode Standard Annex 9 (directional formatting), TR 36 (security)
 */
const HARMFUL = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** The text in at most 256 characters, with `\u{…}` in the place of each character that could do harm. */
export function harmlessText(text: string): string {
  const isLong = text.length > LONGEST_TEXT;
  // Bounded before the search; a surrogate pair cut in half is escaped like any lone one.
  const shown = isLong ? text.slice(0, LONGEST_TEXT) : text;
  const escaped = shown.replace(HARMFUL, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  return isLong ? `${escaped}… (${text.length} characters)` : escaped;
}

function harmless(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return harmlessText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_MEMBERS).map((item) => harmless(item, depth + 1));
    return value.length > MOST_MEMBERS ? [...items, `… (${value.length} items)`] : items;
  }
  const members = Object.entries(value).slice(0, MOST_MEMBERS);
  return Object.fromEntries(members.map(([name, member]) => [harmlessText(name), harmless(member, depth + 1)]));
}

/**
 * The JSON text of an entry's details, at most 32 KiB.
 *
 * @param details - Data only; longer texts, lists and deeper levels are cut and marked with `…`.
 */
export function boundedDetails(details: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify(harmless(details, 0));
  return Buffer.byteLength(text) <= MOST_BYTES ? text : JSON.stringify({ omitted: `${text.length} characters` });
}
