/** Reads instants as clients write them. Writing them is `formatInstant` in instant.ts. */
import type { Instant } from './instant.ts';

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * The instant that a timestamp names, to the millisecond, or undefined where it is not one.
 *
 * @param text - A date, a time and an offset: `2026-01-31T12:00:00Z`, `2026-01-31T13:00:00.5+01:00`. Days that do not
 *   exist and leap seconds are refused.
 * @see RFC 3339, section 5.6
 */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  // Date moves 30 February into March instead of refusing it.
  const written = `${match[1]}T${match[2]}`;
  const local = Date.parse(`${written}Z`);
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 19) !== written) return undefined;
  return Math.floor(Date.parse(text.toUpperCase()));
}
