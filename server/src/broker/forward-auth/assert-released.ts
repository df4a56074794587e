/** Whether a secret may be handed to the gateway that asks for it. */
import type { Principal } from '../../domain/access-token.ts';
import { permitsRequest } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import type { CallerTarget } from '../../request/target.ts';
import type { ReachParts } from '../proxy/reach-credential.ts';
import type { OpenedCredential } from '../resolve/open-credential.ts';
import type { HeldRequest } from './gateway.ts';

export interface ReleaseRequest {
  /** The gateway's, as shown in `Keyward-Gateway`. */
  readonly token: string | undefined;
  readonly held: HeldRequest;
  /** The client. */
  readonly principal: Principal;
  readonly opened: OpenedCredential;
  readonly target: CallerTarget;
  /** In which the client's key was looked up. */
  readonly solutionId: string;
}

/**
 * @throws Problem `token/missing`, `token/invalid` of the gateway's token; `release/refused` where the secret was not
 *   sealed for forward-auth, or the gateway has no grant that names it for this very credential and request, or is limited
 *   to other solutions than the client's
 */
export async function assertReleased(
  { authenticator, organisations, resolver }: ReachParts,
  { token, held, principal, opened, target, solutionId }: ReleaseRequest,
): Promise<void> {
  if (!opened.policy.release.includes('forward-auth')) throw new Problem('release/refused');
  const bearer = await authenticator.authenticate(token);
  const gateway = await organisations.enter(bearer, principal.organisationId);
  // The client's solution says where its key is looked up; the gateway's own say what may be handed to it.
  if (gateway.solutionIds?.includes(solutionId) === false) throw new Problem('release/refused');
  const released = await resolver.resolve(gateway, target.key, solutionId);
  const isGranted = released.grants.some(
    (grant) => grant.release?.includes('forward-auth') && permitsRequest(grant, held.method, target.normalisedPath),
  );
  if (!isGranted || released.opened.credential.id !== opened.credential.id) throw new Problem('release/refused');
}
