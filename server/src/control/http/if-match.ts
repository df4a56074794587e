/** The precondition that a write is made on the version that its author has seen. */
import { Problem, type ProblemCode } from '../../domain/problem.ts';

const VERSION = /^(?:"(\d{1,15})"|(\d{1,15}))$/;

/**
 * Refuses a write on another version than the one named.
 *
 * @param ifMatch - The header: `"3"`, `3` or `*`; undefined permits any version.
 * @param version - Of the record as it is; undefined where there is none, which matches nothing.
 * @param stale - The code of a refusal; `credential/stale` by default.
 * @throws Problem `credential/stale` or the code given; `request/invalid` for a header that names no version
 * @see RFC 9110, section 13.1.1
 */
export function assertIfMatch(
  ifMatch: string | undefined,
  version: number | undefined,
  stale: ProblemCode = 'credential/stale',
): void {
  if (ifMatch === undefined) return;
  const match = VERSION.exec(ifMatch.trim());
  if (!match && ifMatch.trim() !== '*') {
    throw new Problem('request/invalid', { errors: [{ path: 'If-Match', message: 'is not a version' }] });
  }
  const isMatch = version !== undefined && (!match || Number(match[1] ?? match[2]) === version);
  if (!isMatch) throw new Problem(stale);
}
