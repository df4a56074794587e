/**
 * The broker's side of the RPC: each verb authenticates the principal's own token first, then acts within its
 * organisation. The same object serves the control plane in one process and over HTTP.
 */
import type { Principal } from '../../domain/access-token.ts';
import { isAtLeast } from '../../domain/grant.ts';
import { Problem } from '../../domain/problem.ts';
import { findCredential } from '../../store/credentials.ts';
import { admitAccessToken } from '../admit/admit-access-token.ts';
import { admitMaterial } from '../admit/admit-material.ts';
import type { BrokerParts } from '../parts.ts';
import type { Authenticator } from '../resolve/authenticate.ts';
import { createAttempts } from '../verify/attempts.ts';
import { verifyCredential } from '../verify/verify-credential.ts';
import type { BrokerRpc } from './protocol.ts';

export function createBrokerRpc(parts: BrokerParts, authenticator: Authenticator): BrokerRpc {
  const attempts = createAttempts(parts.clock);

  async function principalOf(request: { token: string; organisationId: string }): Promise<Principal> {
    const principal = await authenticator.authenticate(request.token);
    if (principal.organisationId !== request.organisationId) throw new Problem('organisation/not-found');
    return principal;
  }

  return {
    async authenticate({ token }) {
      return authenticator.authenticate(token);
    },
    async admitMaterial(request) {
      const principal = await principalOf(request);
      const witnesses: Uint8Array[] = [];
      for (const id of request.material) witnesses.push(await admitMaterial(parts, principal, id));
      return { witnesses };
    },
    async admitAccessToken(request) {
      const principal = await principalOf(request);
      return { witnesses: [await admitAccessToken(parts, principal, request.accessTokenId)] };
    },
    async verify(request) {
      const principal = await principalOf(request);
      if (!isAtLeast(principal.role, 'editor'))
        throw new Problem('token/forbidden', { roles: ['owner', 'admin', 'editor'] });
      const scope = { organisationId: principal.organisationId, solutionId: '' };
      const credential = await findCredential(parts.store.read, scope, request.credentialId);
      if (!credential || credential.deletedAt !== undefined) throw new Problem('credential/not-found');
      attempts.count(principal.organisationId);
      return verifyCredential(parts, credential);
    },
  };
}
