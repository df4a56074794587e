/** GET providers/org/{provider}/source: one of the organisation's own as it was given, with its version. */
import { ownProviderParams, ownProviderView, viewOwnProvider } from '../../providers/own-provider-view.ts';
import { requireOwnProvider } from '../../providers/require-own-provider.ts';
import { defineRoute } from '../../route.ts';

/** Reads a provider's record. */
export const readOwnProviderRoute = defineRoute({
  method: 'GET',
  path: '/v1/organisations/:organisation/providers/org/:provider/source',
  summary: 'Reads a provider of the organisation’s own in the form of a provider’s file, with its version.',
  permission: 'read',
  audit: 'provider.read',
  request: { params: ownProviderParams },
  response: { 200: ownProviderView },
  problems: ['provider/not-found'],
  handle: async (call) => {
    return { status: 200, body: viewOwnProvider(await requireOwnProvider(call, `org/${call.params.provider}`)) };
  },
});
