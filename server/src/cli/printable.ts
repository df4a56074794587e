/**
 * Makes text of others harmless for a terminal. Names and answers may hold control characters, which would steer it, and
 * marks that turn the direction of writing around, which would show another text than there is.
 */

/** C0, DEL and C1 controls, line and paragraph separators, marks of direction. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** One line: each control character is shown as `?`. */
export function printableLine(text: string): string {
  return text.replace(CONTROLS, '?');
}

/** Lines: line breaks stay. */
export function printableLines(text: string): string {
  return text.replace(CONTROLS, (character) => (character === '\n' ? character : '?'));
}

/** JSON of the same value: what JSON would leave as it is, is escaped. */
export function printableJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, undefined, 2).replace(CONTROLS, (character) =>
    character === '\n' ? character : escaped(character),
  );
}
