/** Revokes access tokens: for good, on every node within a second. */
import type { AccessToken } from '../../domain/access-token.ts';
import { isAtLeast, roles } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccessToken, revokeAccessToken } from '../../store/access-tokens.ts';
import { recordChange } from '../../store/changes.ts';
import type { Call } from '../route.ts';

// Else whoever may write credentials could lock the owner out.
function assertMayRevoke({ principal }: Call, { id, role = 'user', createdBy }: AccessToken): void {
  const isOwn = id === principal.tokenId || createdBy === principal.tokenId;
  const isAbove = isAtLeast(principal.role, 'admin') && isAtLeast(principal.role, role);
  if (isOwn || isAbove) return;
  const sufficient = roles.filter((candidate) => isAtLeast(candidate, 'admin') && isAtLeast(candidate, role));
  throw new Problem('token/forbidden', { roles: sufficient });
}

/**
 * Revokes a token: one's own, one that one has issued, or as an admin any whose role is not higher.
 *
 * @throws Problem `token/not-found`, also for one already revoked; `token/forbidden`
 */
export async function endAccessToken(call: Call, id: string): Promise<void> {
  const { organisation, services } = call;
  const token = await findAccessToken(services.store.read, organisation.id, id);
  if (!token || token.revokedAt !== undefined) throw new Problem('token/not-found');
  assertMayRevoke(call, token);
  await services.store.transaction(async (transaction) => {
    const isRevoked = await revokeAccessToken(transaction, organisation.id, id, services.clock());
    if (!isRevoked) throw new Problem('token/not-found');
    await call.recordDone(transaction, { subject: id, details: { name: token.name } });
    await recordChange(transaction, { organisationId: organisation.id, kind: 'access-token', subject: id });
  });
}
