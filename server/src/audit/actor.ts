/** Who did it, as the log says it: the token's id, and its name and role as they are at the time. */
import type { Principal } from '../domain/access-token.ts';
import type { AuditEntry } from './append.ts';

/** The actor's members of an entry; a platform token's are its own, in whichever organisation it acts. */
export function actorOf({
  tokenId,
  tokenName,
  role,
}: Principal): Pick<AuditEntry, 'actor' | 'actorName' | 'actorRole'> {
  return {
    actor: tokenId,
    ...(tokenName !== undefined && { actorName: tokenName }),
    ...(role !== undefined && { actorRole: role }),
  };
}
