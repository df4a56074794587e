/** DELETE credentials/{credential}: destroys the secrets at once and for good. */
import { Type } from 'typebox';
import { deleteCredential } from '../../credentials/delete-credential.ts';
import { defineRoute } from '../../route.ts';
import { credentialParams, inSolution, noBody } from '../../schemas.ts';

const query = Type.Object({ ...inSolution, force: Type.Optional(Type.Boolean()) }, { additionalProperties: false });

/** Deletes a credential; refused while something uses it, unless it is forced. */
export const deleteCredentialRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/credentials/:credential',
  summary:
    'Deletes a credential: its secrets are destroyed at once and for good, a record without them stays; with `force` also while something uses it.',
  permission: 'edit',
  audit: 'credential.delete',
  request: { params: credentialParams, query },
  response: { 204: noBody },
  problems: ['credential/not-found', 'credential/stale', 'credential/in-use'],
  idempotency: {
    fingerprint: () => undefined,
    replay: async () => ({ status: 204, body: undefined }),
  },
  handle: async (call) => {
    await deleteCredential(call, call.query.force ?? false);
    return { status: 204, body: undefined };
  },
});
