/**
 * What to search for: the forms of each value, distinct, in pieces where they are long. Built once for each credential.
 */
import { SHORTEST_SEARCHED } from '../../domain/secret.ts';
import { formsOf } from './forms.ts';

/**
 * Longer forms are searched in pieces of this many bytes. It bounds what a stream holds back and the work at a near
 * match, and masks a part of a long key that comes back alone.
 */
export const LONGEST_PATTERN = 512;

export interface PatternSet {
  /** Distinct, each from SHORTEST_SEARCHED to LONGEST_PATTERN bytes. */
  readonly patterns: readonly Buffer[];
  /** How many of the values are too short to be searched; empty values do not count. */
  readonly unsearched: number;
  /** Fills every form with zeros, once the search has its own tables; the values as well, which are forms themselves. */
  wipe(): void;
}

function piecesOf(form: Buffer): Buffer[] {
  if (form.length <= LONGEST_PATTERN) return [form];
  const pieces: Buffer[] = [];
  for (let at = 0; at + LONGEST_PATTERN < form.length; at += LONGEST_PATTERN) {
    pieces.push(form.subarray(at, at + LONGEST_PATTERN));
  }
  return [...pieces, form.subarray(form.length - LONGEST_PATTERN)];
}

/**
 * Lists what to search for.
 *
 * @param values - The secrets that leave, and the joined forms in which they leave (`user:password`).
 */
export function buildPatterns(values: readonly Buffer[]): PatternSet {
  const distinct = new Map(values.map((value) => [value.toString('latin1'), value]));
  const searched = [...distinct.values()].filter((value) => value.length >= SHORTEST_SEARCHED);
  const whole = searched.flatMap(formsOf);
  const forms = whole.flatMap(piecesOf).filter((form) => form.length >= SHORTEST_SEARCHED);
  const unsearched = [...distinct.values()].filter(({ length }) => length > 0 && length < SHORTEST_SEARCHED).length;
  return {
    patterns: [...new Map(forms.map((form) => [form.toString('latin1'), form])).values()],
    unsearched,
    wipe() {
      for (const bytes of [...values, ...whole]) bytes.fill(0);
    },
  };
}
