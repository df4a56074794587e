/** Revokes access tokens: for good, on every node within a second. What they have invited to is taken back with them. */
import { auditedAccessToken } from '../../audit/audited.ts';
import { changesOf } from '../../audit/diff.ts';
import { Problem } from '../../domain/problem.ts';
import { revokeAccessToken } from '../../store/access-tokens.ts';
import { recordChange } from '../../store/changes.ts';
import { deleteInvitationsBy } from '../../store/invitations.ts';
import type { Call } from '../route.ts';
import { assertMayChange, requireAccessToken } from './require-access-token.ts';

/**
 * Revokes a token that the caller may change, its value before a rotation included.
 *
 * @throws Problem `token/not-found`, also for one already revoked; `token/forbidden`
 */
export async function endAccessToken(call: Call, id: string): Promise<void> {
  const { organisation, services } = call;
  const token = await requireAccessToken(call, id);
  if (token.revokedAt !== undefined) throw new Problem('token/not-found');
  assertMayChange(call, token);
  await services.store.transaction(async (transaction) => {
    const revokedAt = services.clock();
    const isRevoked = await revokeAccessToken(transaction, organisation.id, id, revokedAt);
    if (!isRevoked) throw new Problem('token/not-found');
    const changes = changesOf(auditedAccessToken(token), auditedAccessToken({ ...token, revokedAt }));
    // Else whoever had the token would go on making members with the links.
    const invitations = await deleteInvitationsBy(transaction, id);
    const details = { name: token.name, changes, ...(invitations > 0 && { invitations }) };
    await call.recordDone(transaction, { subject: id, details });
    await recordChange(transaction, { organisationId: organisation.id, kind: 'access-token', subject: id });
  });
}
