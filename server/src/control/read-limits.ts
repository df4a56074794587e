/** Limits as a body gives them, in the one form that is kept: nothing of them says what holds anyway. */
import type { CredentialLimits } from '../domain/limits.ts';

/** As a body gives them. */
type LimitsInput = Omit<CredentialLimits, 'respectRetryAfter'> & { readonly respectRetryAfter?: boolean };

/** @returns undefined where nothing is limited and nothing is turned off */
export function readLimits(input: LimitsInput): CredentialLimits | undefined {
  const { respectRetryAfter = true, ...rates } = input;
  const limits: CredentialLimits = { ...rates, ...(!respectRetryAfter && { respectRetryAfter }) };
  return Object.keys(limits).length > 0 ? limits : undefined;
}
