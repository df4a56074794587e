/** DELETE providers/org/{provider}: refused while credentials name it, unless it is forced. */
import { Type } from 'typebox';
import { ownProviderParams } from '../../providers/own-provider-view.ts';
import { deleteOwnProvider } from '../../providers/write-own-provider.ts';
import { defineRoute } from '../../route.ts';
import { noBody } from '../../schemas.ts';

/** Deletes a provider. */
export const deleteOwnProviderRoute = defineRoute({
  method: 'DELETE',
  path: '/v1/organisations/:organisation/providers/org/:provider',
  summary: 'Deletes a provider of the organisation’s own; with `force` also one that credentials name.',
  permission: 'manageProviders',
  audit: 'provider.delete',
  request: {
    params: ownProviderParams,
    query: Type.Object({ force: Type.Optional(Type.Boolean()) }, { additionalProperties: false }),
  },
  response: { 204: noBody },
  problems: ['provider/not-found', 'provider/stale', 'provider/in-use'],
  handle: async (call) => {
    await deleteOwnProvider(call, `org/${call.params.provider}`, call.query.force ?? false);
    return { status: 204, body: undefined };
  },
});
