/**
 * Admission of webhooks: reads the definition that was staged, tries that its secret opens for its target, and vouches for
 * it. A target in a network that Keyward may not reach is refused here, as far as its address says so itself.
 */
import type { Principal } from '../../domain/access-token.ts';
import { assertAtLeast } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { readDefinition } from '../../domain/webhook.ts';
import { stagedDefinition } from '../../events/webhooks.ts';
import { witnessWebhook } from '../admit/witness.ts';
import type { BrokerParts } from '../parts.ts';
import { openSigningKeys } from './open-signing-keys.ts';

/**
 * @param principal - An administrator of the whole organisation.
 * @returns the witness of the staged definition
 * @throws Problem `token/forbidden`, `webhook/not-found`, `egress/denied`, and those of `openSigningKeys`
 */
export async function admitWebhook(parts: BrokerParts, principal: Principal, id: string): Promise<Buffer> {
  assertAtLeast(principal.role, 'admin');
  if (principal.solutionIds !== undefined) throw new Problem('token/forbidden');
  const { organisationId } = principal;
  const text = await stagedDefinition(parts.store.read, organisationId, id);
  const definition = text === undefined ? undefined : readDefinition(text);
  if (text === undefined || !definition) throw new Problem('webhook/not-found');
  parts.upstreams.assertLiteralPermitted(new URL(definition.url).hostname);
  const keys = await openSigningKeys(parts, organisationId, definition);
  for (const key of keys) key.fill(0);
  return witnessWebhook(await parts.keys.witnessKey(organisationId), { organisationId, id, definition: text });
}
