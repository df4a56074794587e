/**
 * Whether a write tries the credential, and what follows: `enforce` stores nothing that its API has not accepted, `record`
 * stores and then tries, `skip` does not try. What has no check is stored in every mode.
 */
import type { Call } from '../route.ts';

export const verifyModes = ['enforce', 'record', 'skip'] as const;

export type VerifyMode = (typeof verifyModes)[number];

/** The mode that the request names; undefined where it names none. */
export function verifyModeOf({ query }: Pick<Call, 'query'>): VerifyMode | undefined {
  const given = typeof query === 'object' && query !== null && 'verify' in query ? query.verify : undefined;
  return verifyModes.find((mode) => mode === given);
}
