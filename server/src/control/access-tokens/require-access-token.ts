/** Finds the access token that a path names, and says who may change it. */
import type { AccessToken, Principal } from '../../domain/access-token.ts';
import { isAtLeast, roles } from '../../domain/grant.ts';
import { isId } from '../../domain/id.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccessToken } from '../../store/access-tokens.ts';
import type { Call } from '../route.ts';

/** Who is limited to solutions sees its own token, and those that are limited to some of the same. */
function isSeen({ tokenId, solutionIds }: Principal, { id, solutions }: AccessToken): boolean {
  if (solutionIds === undefined || id === tokenId) return true;
  return solutions?.every((solution) => solutionIds.includes(solution)) ?? false;
}

/** @throws Problem `token/not-found` */
export async function requireAccessToken(
  { services, organisation, principal }: Call,
  id: string,
): Promise<AccessToken> {
  const token = isId('tok', id) ? await findAccessToken(services.store.read, organisation.id, id) : undefined;
  if (!token || !isSeen(principal, token)) throw new Problem('token/not-found');
  return token;
}

/**
 * One's own token, one that one has issued, or as an admin any whose role is not higher: else whoever may write
 * credentials could lock the owner out.
 *
 * @throws Problem `token/forbidden`, naming the roles that suffice
 */
export function assertMayChange({ principal }: Call, { id, role = 'user', createdBy }: AccessToken): void {
  const isOwn = id === principal.tokenId || createdBy === principal.tokenId;
  const isAbove = isAtLeast(principal.role, 'admin') && isAtLeast(principal.role, role);
  if (isOwn || isAbove) return;
  const sufficient = roles.filter((candidate) => isAtLeast(candidate, 'admin') && isAtLeast(candidate, role));
  throw new Problem('token/forbidden', { roles: sufficient });
}
