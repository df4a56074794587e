/** POST connections/{credential}/revoke: ends what its tokens may do, at the provider and here. */
import { connectionProblems } from '../../connections/connection-problems.ts';
import { answerConnection, revokedConnectionView } from '../../connections/connection-view.ts';
import { revokeConnection } from '../../connections/revoke-connection.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams, scopeQuery } from '../../schemas.ts';

/** Revokes the tokens (RFC 7009) and destroys them; where the provider refuses, nothing has changed. */
export const revokeConnectionRoute = defineRoute({
  method: 'POST',
  path: '/v1/organisations/:organisation/connections/:credential/revoke',
  summary:
    'Revokes the tokens at the provider (RFC 7009), the refresh token first, and destroys them here; the connection stays, to be reconnected.',
  permission: 'edit',
  audit: 'connection.revoke',
  request: { params: credentialParams, query: scopeQuery },
  response: { 200: revokedConnectionView },
  problems: connectionProblems,
  handle: async (call) => {
    const { credential, isRevokedAtProvider } = await revokeConnection(call);
    const { body, headers } = await answerConnection(call, credential);
    return { status: 200, body: { ...body, revokedAtProvider: isRevokedAtProvider }, headers };
  },
});
