/**
 * The base URL with the labels that a rule puts before its host: `https://zendesk.com/api` and `${subdomain}` give
 * `https://acme.zendesk.com/api`. It holds no secret, and its origin is the one that the policy has to permit.
 */
import { Problem } from '../domain/problem.ts';
import { withLabels } from '../domain/suffix-origin.ts';
import type { TargetInjection } from './injected-value.ts';

/**
 * @param baseUrl - As `parseBaseUrl` gives it.
 * @returns the same where the rule has no labels
 * @throws Problem `target/invalid` where labels cannot stand before its host
 */
export function injectHost(baseUrl: string, { host }: Pick<TargetInjection, 'host'>): string {
  const hosted = host === undefined ? baseUrl : withLabels(baseUrl, host);
  if (hosted === undefined) throw new Problem('target/invalid');
  return hosted;
}
