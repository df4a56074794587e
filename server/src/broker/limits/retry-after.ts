/**
 * Reads `Retry-After` of an upstream's answer: seconds or a date. Whatever is neither is taken for none.
 *
 * @see RFC 9110, section 10.2.3, and for the three forms of a date section 5.6.7
 */
import type { Instant } from '../../domain/instant.ts';

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const TIME = '\\d{2}:\\d{2}:\\d{2}';
const WITH_ZONE = new RegExp(
  `^(?:${DAY}, \\d{2} ${MONTH} \\d{4}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \\d{2}-${MONTH}-\\d{2}) ${TIME} GMT$`,
);
const ASCTIME = new RegExp(`^${DAY} ${MONTH} [ \\d]\\d ${TIME} \\d{4}$`);
const SECONDS = /^\d{1,10}$/;

/** The only value of a field; undefined where there is none, or several, which contradict each other. */
function singleton(rawHeaders: readonly string[], lowerName: string): string | undefined {
  let value: string | undefined;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]!.toLowerCase() !== lowerName) continue;
    if (value !== undefined) return undefined;
    value = rawHeaders[at + 1]!.trim();
  }
  return value;
}

function parseDate(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const dated = WITH_ZONE.test(text) ? text : ASCTIME.test(text) ? `${text} GMT` : undefined;
  const at = dated === undefined ? Number.NaN : Date.parse(dated);
  return Number.isNaN(at) ? undefined : at;
}

/**
 * For how long the upstream asks to be left alone.
 *
 * @param rawHeaders - Names and values in turn.
 * @param now - Where the answer has no `Date` of its own, by which its clock could be known.
 * @returns milliseconds, above 0; undefined where it asks for nothing
 */
export function retryAfterMs(rawHeaders: readonly string[], now: Instant): number | undefined {
  const text = singleton(rawHeaders, 'retry-after');
  if (text === undefined) return undefined;
  if (SECONDS.test(text)) return Number(text) * 1_000 || undefined;
  const at = parseDate(text);
  if (at === undefined) return undefined;
  const ms = at - (parseDate(singleton(rawHeaders, 'date')) ?? now);
  return ms > 0 ? ms : undefined;
}
