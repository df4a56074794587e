/**
 * Where a provider says in the token answer which of its hosts holds the account, the tokens are sealed for exactly that one:
 * it has to be among those that were permitted, and the others are permitted no longer.
 */
import { assertWithinDomains } from '../../../domain/check-oauth-definition.ts';
import type { OAuthDefinition } from '../../../domain/oauth-configuration.ts';
import { type Origin, originOf } from '../../../domain/origin.ts';
import { canonicalPolicy, type Policy, permittedOriginsOf } from '../../../domain/policy.ts';
import { Problem } from '../../../domain/problem.ts';

/** What the tokens are sealed under, and where calls go. */
export interface Narrowed {
  readonly policyBytes: Uint8Array;
  readonly baseUrl: string | undefined;
}

export interface Unnarrowed {
  readonly definition: Pick<OAuthDefinition, 'quirks' | 'allowedDomains'>;
  readonly policy: Policy;
  /** Of the record as it is. */
  readonly baseUrl: string | undefined;
}

/**
 * @param captures - By plain field, as the token answer named them.
 * @throws Problem `policy/origin-refused` for a host that was not permitted, `oauth-configuration/domain-refused`
 */
export function narrowPolicy(
  { definition, policy, baseUrl }: Unnarrowed,
  captures: Readonly<Record<string, string>>,
): Narrowed {
  const [field, rule] = Object.entries(definition.quirks.captures ?? {}).find(([, { within }]) => within) ?? [];
  const origin = field === undefined ? undefined : captures[field];
  if (origin === undefined || rule?.within === undefined) return { policyBytes: canonicalPolicy(policy), baseUrl };
  if (!permittedOriginsOf(policy, 'api').has(origin)) throw new Problem('policy/origin-refused');
  assertWithinDomains(definition, [origin]);
  const former = baseUrl === undefined ? undefined : originOf(baseUrl);
  const narrowed = (origins: readonly Origin[] = []) =>
    [...new Set([...origins.filter((one) => one !== rule.within && one !== former), origin])].sort();
  const { api, verify, token } = policy.roles;
  const roles = {
    ...(api && { api: { ...api, origins: narrowed(api.origins) } }),
    ...(token && { token }),
    ...(verify && { verify: { ...verify, origins: narrowed(verify.origins) } }),
  };
  const path = baseUrl === undefined ? '' : new URL(baseUrl).pathname.replace(/\/$/, '');
  return { policyBytes: canonicalPolicy({ ...policy, roles }), baseUrl: `${origin}${path}` };
}
