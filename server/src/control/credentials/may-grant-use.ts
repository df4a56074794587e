/** Who may grant the use of a credential: whoever manages it, and who may use it what they have. */
import type { Credential } from '../../domain/credential.ts';
import { coversCredential, isAtLeast } from '../../domain/grant.ts';
import { managesScope } from '../../domain/solution.ts';
import type { Call } from '../route.ts';

/** Whether the caller may have somebody else use the credential. */
export function mayGrantUse({ principal, services }: Call, credential: Credential): boolean {
  const isManaged = isAtLeast(principal.role, 'editor') && managesScope(principal, credential.solutionId);
  return isManaged || principal.grants.some((grant) => coversCredential(grant, credential, services.clock()));
}
