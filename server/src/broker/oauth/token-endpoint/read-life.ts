/**
 * How long an access token lives, by whatever a server says about it. What cannot be meant is taken for nothing said: such a
 * token is used until it is refused, which is never worse than to throw it away.
 *
 * @see RFC 6749, section 5.1 (expires_in)
 */
import type { Instant } from '../../../domain/instant.ts';
import type { RawTokenAnswer } from './send-request.ts';

/** Longer ones are instants that stand in the wrong place, or mean for ever. */
const LONGEST_SECONDS = 10 * 366 * 86_400;
/** Instants above it are in milliseconds: as seconds it would be the year 5138. */
const FIRST_MS = 100_000_000_000;

export interface SaidLife {
  readonly expiresIn: unknown;
  /** An instant, in seconds or milliseconds of the epoch or as RFC 3339 has it. */
  readonly expiresAt: unknown;
}

/** @returns seconds above 0; undefined where nothing is said that can be meant */
export function readLife(
  { expiresIn, expiresAt }: SaidLife,
  { answer, receivedAt }: { readonly answer: RawTokenAnswer; readonly receivedAt: Instant },
): number | undefined {
  const told = secondsIn(numberIn(expiresIn));
  if (told !== undefined) return told;
  const at = instantIn(expiresAt);
  // By the server's own clock, which need not be ours.
  return at === undefined ? undefined : secondsIn((at - (dateOf(answer) ?? receivedAt)) / 1000);
}

function secondsIn(seconds: number | undefined): number | undefined {
  const whole = Math.floor(seconds ?? 0);
  return whole > 0 && whole <= LONGEST_SECONDS ? whole : undefined;
}

function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^\s*\d{1,15}(?:\.\d{1,9})?\s*$/.test(value) ? Number(value) : undefined;
}

function instantIn(value: unknown): Instant | undefined {
  const number = numberIn(value);
  if (number !== undefined) return number < FIRST_MS ? number * 1000 : number;
  const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]{5,18}(?:Z|[+-]\d{2}:?\d{2})$/.test(value);
  const at = isDate ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

function dateOf({ headers }: RawTokenAnswer): Instant | undefined {
  const at = headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'date');
  const parsed = at < 0 ? Number.NaN : Date.parse(headers[at + 1]!);
  return Number.isNaN(parsed) ? undefined : parsed;
}
