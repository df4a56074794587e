/**
 * JSON texts of a row, read one by one: what is damaged, or of another shape than was ever written, costs its own member
 * and never the list, the sweep or the process that comes upon it.
 */

/** Whether what was parsed has the shape that is written. */
export type Shape<T> = (value: unknown) => value is T;

type Item = Readonly<Record<string, unknown>>;

/** Accepts text. */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Accepts an integer. */
export function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Accepts an object, no list. */
export function isObject(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Accepts an object all of whose members pass. */
export function mapOf<T>(isMember: Shape<T>): Shape<Record<string, T>> {
  return (value): value is Record<string, T> => isObject(value) && Object.values(value).every(isMember);
}

/** Accepts a list all of whose items pass. */
export function listOf<T>(isItem: Shape<T>): Shape<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(isItem);
}

/** Accepts an object that has text under each of the names; whatever else it has, it keeps. */
export function hasTexts<T>(...names: readonly (string & keyof T)[]): Shape<T> {
  return (value): value is T => isObject(value) && names.every((name) => isText(value[name]));
}

/** What the text says; undefined where it is damaged. */
export function readStored<T>(text: string, isSound: Shape<T>): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isSound(value) ? value : undefined;
  } catch {
    // JSON.parse quotes its input in its error, which therefore goes no further.
    return undefined;
  }
}
