/** Who may write the secrets of a credential: an editor or more, and whoever comes by a link that was made for it. */
import type { Principal } from './access-token.ts';
import { assertAtLeast } from './grant.ts';
import { Problem } from './problem.ts';

/**
 * @param credentialId - Of a credential that is there, or is being made.
 * @throws Problem `token/forbidden`, `connect-link/exceeded`
 */
export function assertWrites({ role, link }: Principal, credentialId: string): void {
  if (!link) assertAtLeast(role, 'editor');
  else if (link.credentialId !== credentialId) throw new Problem('connect-link/exceeded');
}
