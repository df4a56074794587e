/** Removes an identity provider: its secret, its flows and its links go with it, and the sessions that came by it end. */
import { actorOf } from '../../../audit/actor.ts';
import { appendAudit } from '../../../audit/append.ts';
import { auditedOAuthConfiguration } from '../../../audit/audited.ts';
import { changesOf } from '../../../audit/diff.ts';
import type { Principal } from '../../../domain/access-token.ts';
import { isIdentityProvider } from '../../../domain/identity-provider.ts';
import { Problem } from '../../../domain/problem.ts';
import { recordChange } from '../../../store/changes.ts';
import { deleteOAuthConfiguration, findOAuthConfigurationById } from '../../../store/oauth-configurations.ts';
import { deleteIdentityLinksOf } from '../../../store/sign-ons.ts';
import { type PeopleParts, type RequestTrace, tracedBy } from '../people-parts.ts';
import { assertMayManage } from './admit-rules.ts';

interface Removal extends RequestTrace {
  readonly organisationId: string;
  readonly identityProviderId: string;
  /** The one that was read. */
  readonly version: number;
}

/**
 * Also one that the broker does not vouch for: nothing is to be kept of that.
 *
 * @throws Problem `identity-provider/not-found`, `identity-provider/stale`, `token/forbidden`
 */
export async function removeIdentityProvider(
  parts: PeopleParts,
  principal: Principal,
  request: Removal,
): Promise<void> {
  const { organisationId, identityProviderId: id, version } = request;
  assertMayManage(principal, organisationId);
  const found = isIdentityProvider({ id })
    ? await findOAuthConfigurationById(parts.store.read, organisationId, id)
    : undefined;
  if (!found) throw new Problem('identity-provider/not-found');
  await parts.store.transaction(async (tx) => {
    if (!(await deleteOAuthConfiguration(tx, { organisationId, id, version }))) {
      throw new Problem('identity-provider/stale');
    }
    const links = await deleteIdentityLinksOf(tx, { organisationId, providerId: id });
    const details = { changes: changesOf(auditedOAuthConfiguration(found), { members: {} }), links };
    const entry = { organisationId, ...actorOf(principal), ...tracedBy(request), subject: id, details } as const;
    await appendAudit(tx, { ...entry, action: 'identity-provider.delete', outcome: 'done' }, parts.clock());
    await recordChange(tx, { organisationId, kind: 'oauth-configuration', subject: id });
  });
}
