/**
 * Holds a secret that comes by a connect link to what the link was made for: its credential, its fields, its policy. Where
 * the page asks for what the target follows from, the target stays within the addresses of the provider.
 */
import { methodOf, type ProviderMethod } from '../../catalogue/provider.ts';
import { parseUrlTemplate } from '../../catalogue/url-template.ts';
import type { ConnectLinkDefinition } from '../../domain/connect-link.ts';
import type { Material } from '../../domain/credential.ts';
import { isSamePart, type Policy, policyParts } from '../../domain/policy.ts';
import { Problem } from '../../domain/problem.ts';
import type { BrokerParts } from '../parts.ts';

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What an origin made of the template can be; its fields stand for labels. */
function originPattern(url: string): RegExp {
  const { origin } = parseUrlTemplate(url);
  const parts = origin.map((part) => (part.kind === 'field' ? '[a-z0-9_.-]+' : escaped(part.text)));
  return new RegExp(`^${parts.join('')}$`);
}

function isWithin({ baseUrl, origins }: ProviderMethod, policy: Policy, fixed: Policy): boolean {
  const patterns = [...baseUrl.map(({ url }) => url), ...origins].map(originPattern);
  const known = new Set(Object.values(fixed.roles).flatMap((role) => role.origins));
  const named = Object.values(policy.roles).flatMap((role) => role.origins);
  return named.every((origin) => known.has(origin) || patterns.some((pattern) => pattern.test(origin)));
}

async function isTargetWithin(
  { providers }: BrokerParts,
  organisationId: string,
  link: ConnectLinkDefinition,
  policy: Policy,
) {
  const { provider: name, open, asksBaseUrl } = link;
  if (name === undefined || asksBaseUrl || !open.includes('origins')) return true;
  const provider = await providers.find(organisationId, name);
  const method = provider && methodOf(provider, link.type);
  return method !== undefined && isWithin(method, policy, link.policy);
}

/**
 * @param policy - Parsed after the envelope opened under it.
 * @throws Problem `connect-link/exceeded`
 */
export async function assertWithinLink(
  parts: BrokerParts,
  link: ConnectLinkDefinition,
  { material, policy }: { readonly material: Material; readonly policy: Policy },
): Promise<void> {
  const { organisationId, credentialId, type, field } = material;
  const isNamed = credentialId === link.credentialId && type === link.type && link.asks.includes(field);
  const kept = policyParts.filter((part) => !link.open.includes(part));
  const isKept = kept.every((part) => isSamePart(part, policy, link.policy));
  if (isNamed && isKept && (await isTargetWithin(parts, organisationId, link, policy))) return;
  throw new Problem('connect-link/exceeded');
}
