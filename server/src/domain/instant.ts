/** Points in time: milliseconds since 1970-01-01T00:00:00Z, kept as numbers inside and as RFC 3339 strings outside. */

/** Milliseconds since the Unix epoch, an integer. */
export type Instant = number;

/** Tells the time; a parameter everywhere, so that tests set it. */
export type Clock = () => Instant;

/** The machine's clock. */
export const systemClock: Clock = () => Date.now();

/** @returns RFC 3339 in UTC with milliseconds, `2026-01-31T12:00:00.000Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}
