/** What is checked of a rendered rule and its target, whatever will become of the request. */
import type { Origin } from '../domain/origin.ts';
import type { PermittedOrigins } from '../domain/policy.ts';
import { Problem } from '../domain/problem.ts';
import type { CompiledInjection } from './inject.ts';

/** @throws Problem `credential/not-injectable` where no rule says what to inject: the call would go out bare */
export function checkRule({ headers, query, path, body, signer }: CompiledInjection): void {
  const hasValues = headers.length > 0 || query.length > 0 || path !== undefined || body.length > 0;
  if (!hasValues && !signer) throw new Problem('credential/not-injectable');
}

/**
 * @param signer - Of the rule; undefined without one.
 * @throws Problem `policy/origin-refused` where the secret was not sealed for the origin, `credential/not-injectable`
 */
export function checkOrigin(
  permittedOrigins: PermittedOrigins,
  origin: Origin,
  signer: CompiledInjection['signer'],
): void {
  if (!permittedOrigins.has(origin)) throw new Problem('policy/origin-refused');
  // Without TLS there is no handshake to show a certificate in: the call would go out bare.
  const isShown = signer?.name !== 'mtls' || origin.startsWith('https:');
  if (!isShown) throw new Problem('credential/not-injectable', { detail: 'A client certificate takes https.' });
}
