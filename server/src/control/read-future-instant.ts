/** Reads when something is to end; what would already be over is a mistake, not a wish. */
import type { Instant } from '../domain/instant.ts';
import { Problem } from '../domain/problem.ts';
import { parseInstant } from '../domain/rfc3339.ts';

/**
 * The instant of a member of the body.
 *
 * @param path - JSON pointer to the member.
 * @throws Problem `request/invalid` for what is not RFC 3339, and for what is not later than now
 */
export function readFutureInstant(path: string, text: string, now: Instant): Instant {
  const moment = parseInstant(text);
  if (moment !== undefined && moment > now) return moment;
  const message = moment === undefined ? 'is not an RFC 3339 timestamp' : 'is in the past';
  throw new Problem('request/invalid', { errors: [{ path, message }] });
}
