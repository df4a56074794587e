/**
 * What the answer to an authorisation request says before any code is sent: whether the server that was asked has answered,
 * and why it gives no code. Texts of the server are never repeated.
 */
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { Problem } from '../../../domain/problem.ts';

/** @throws Problem `connection/issuer-mismatch` @see RFC 9207, section 2.4 */
export function assertIssuer({ issuer, sendsIssuer }: OAuthDefinition, given: string | undefined): void {
  const isMissing = given === undefined && sendsIssuer;
  const isOther = given !== undefined && issuer !== undefined && given !== issuer;
  if (isMissing || isOther) throw new Problem('connection/issuer-mismatch');
}

/** Codes of the specifications: no other text of the answer is repeated. */
const REFUSALS: ReadonlySet<string> = new Set([
  ...['invalid_request', 'unauthorized_client', 'unsupported_response_type', 'invalid_scope', 'server_error'],
  ...['temporarily_unavailable', 'invalid_target', 'login_required', 'consent_required', 'interaction_required'],
]);

/** Why there is no code, without a text of the server's. */
export function refusal(error: string): Problem {
  if (error === 'access_denied') return new Problem('connection/denied');
  const detail = REFUSALS.has(error) ? `The error was ${error}.` : 'The error was one of its own.';
  return new Problem('connection/refused', { detail });
}
